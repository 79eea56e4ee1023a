import domain from 'node:domain';
import { leaveHostDomain } from '../../../src/platform/host-domain.ts';

describe('leaving the domain that the host runs a request in', () => {
  it('lets what follows belong to no request, in later steps too', async () => {
    const request = domain.create();
    const seen = await request.run(async () => {
      leaveHostDomain();
      const now = Reflect.get(process, 'domain');
      await new Promise(resolve => setImmediate(resolve));
      return [now, Reflect.get(process, 'domain')];
    });
    expect(seen).toEqual([undefined, undefined]);
  });

  it('does nothing where there is none', () => {
    expect(leaveHostDomain).not.toThrow();
  });
});
