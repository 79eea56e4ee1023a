import { deleteApp, type FirebaseApp, initializeApp } from 'firebase/app';
import { createSeatbelt } from '../src/index.ts';

const asked: string[] = [];
const realFetch = globalThis.fetch;
let app: FirebaseApp;

beforeAll(() => {
  app = initializeApp({ apiKey: 'a key', projectId: 'school' });
  globalThis.fetch = async url => {
    asked.push(String(url));
    return Response.json({ result: { replayed: false } });
  };
});

afterAll(async () => {
  globalThis.fetch = realFetch;
  await deleteApp(app);
});

describe('the functions of a school', () => {
  it.each([
    ['are Google’s', {}, 'https://us-central1-school.cloudfunctions.net'],
    [
      'are where the school wants them',
      { region: 'europe-west1' },
      'https://europe-west1-school.cloudfunctions.net',
    ],
    [
      'are on this machine while it is developed',
      { functionsOrigin: 'http://127.0.0.1:5002' },
      'http://127.0.0.1:5002/school/us-central1',
    ],
    [
      'may be behind an address of the school’s own',
      { functionsOrigin: 'https://functions.school.example/' },
      'https://functions.school.example/school/us-central1',
    ],
  ])('%s', async (_where, options, baseUrl) => {
    const seatbelt = createSeatbelt(app, options);
    await seatbelt.getHealth({});
    expect(asked.at(-1)).toBe(`${baseUrl}/getHealth`);
    expect(seatbelt.beaconUrl).toBe(`${baseUrl}/sessionBeacon`);
  });
});
