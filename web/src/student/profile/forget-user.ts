/** Takes out of this browser what it has kept of somebody: drafts of exams, and which questions were answered. */
export function forgetUser(userId: string): void {
  try {
    for (const key of Object.keys(localStorage))
      if (key.startsWith('seatbelt') && key.includes(userId)) localStorage.removeItem(key);
  } catch {
    // A browser that refuses its storage has kept nothing.
  }
}
