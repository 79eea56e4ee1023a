import { initializeApp } from 'firebase/app';
import { getAuth, signInWithEmailAndPassword } from 'firebase/auth';
import { createSeatbelt, isSeatbeltError } from '../src/index.ts';
import { watchEnrollment } from '../src/live.ts';

const app = initializeApp({ apiKey: '…', authDomain: '…', projectId: '…', appId: '…' });
const seatbelt = createSeatbelt(app);
const show = (text: string) => document.body.append(text);

export async function enrollAndPay(courseId: string): Promise<void> {
  const { user } = await signInWithEmailAndPassword(getAuth(app), 'ada@example.com', 'a long secret');
  // The truth comes from the server, some moments after each step.
  watchEnrollment(seatbelt, { userId: user.uid, courseId }, live => {
    if (live.status === 'ready') show(`${live.data.paymentStatus}, due: ${live.data.amountDue / 100}`);
  });
  const page = `${location.origin}/paid`;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  try {
    await seatbelt.enroll({ courseId, timeZone });
    const { url } = await seatbelt.createCheckout({ courseId, successUrl: page, cancelUrl: page });
    location.assign(url);
  } catch (error) {
    if (!isSeatbeltError(error)) throw error;
    show(error.message);
  }
}
