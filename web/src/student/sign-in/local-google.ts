/** On the developer's own machine nobody reaches Google: a window of ours asks which account it would have been. */

const QUESTION = 'Local stand-in for Google: which e-mail?';
const SUGGESTION = 'google.student@example.com';

/** @throws an error with Firebase's code where the browser lets no window open */
export function askInWindow(): Promise<string | null> {
  const opened = window.open('', 'google', 'width=420,height=320');
  if (opened === null) throw Object.assign(new Error('Blocked.'), { code: 'auth/popup-blocked' });
  const { document } = opened;
  document.title = 'Google (local)';
  const form = document.createElement('form');
  const label = document.createElement('label');
  label.textContent = QUESTION;
  const input = document.createElement('input');
  Object.assign(input, { type: 'email', value: SUGGESTION, required: true, name: 'email' });
  const button = document.createElement('button');
  button.textContent = 'Continue';
  label.append(input);
  form.append(label, button);
  document.body.replaceChildren(form);
  return new Promise(resolve => {
    const watching = setInterval(() => {
      if (opened.closed) settle(null);
    }, 300);
    const settle = (email: string | null): void => {
      clearInterval(watching);
      opened.close();
      resolve(email);
    };
    form.addEventListener('submit', event => {
      event.preventDefault();
      settle(input.value);
    });
  });
}

export const askHere = (): string | null => window.prompt(QUESTION, SUGGESTION);
