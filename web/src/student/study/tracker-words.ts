import type { TrackerState } from '../../../../client/src/study.ts';

export interface TrackerSaying {
  readonly tone: '' | 'good' | 'warn' | 'bad';
  readonly text: string;
  /** What a button offers to do about it. */
  readonly offer: 'none' | 'goOn' | 'takeOver';
}

const say = (
  tone: TrackerSaying['tone'],
  text: string,
  offer: TrackerSaying['offer'] = 'none',
): TrackerSaying => ({
  tone,
  text,
  offer,
});

/** What a student is told of whether the time counts right now, and why not. */
export function trackerSaying({ phase, because }: Pick<TrackerState, 'phase' | 'because'>): TrackerSaying {
  switch (phase) {
    case 'stopped':
      return say('', 'Your time is not being counted.', 'goOn');
    case 'starting':
      return say('', 'Starting to count your time …');
    case 'counting':
      return say('good', 'Your time is being counted.');
    case 'idle':
      return say('warn', 'Are you still there? Move or scroll, and your time counts again.');
    case 'onBreak':
      return say('warn', 'Time for a break. Your time counts again after it.');
    case 'challenged':
      return say('warn', 'A question waits for your answer. Your time counts again after it.');
    case 'offline':
      return say('warn', 'You are offline. Read on; counting goes on once you are connected.');
    case 'elsewhere':
      return say('warn', 'You are studying in another tab. Your time is counted there.', 'takeOver');
    case 'ended':
      return endedSaying(because);
  }
}

function endedSaying(because: TrackerState['because']): TrackerSaying {
  switch (because) {
    case 'otherTab':
      return say('warn', 'You are studying in another tab. Your time is counted there.', 'takeOver');
    case 'otherDevice':
      return say(
        'warn',
        'You have gone on studying on another device. Your time is counted there.',
        'takeOver',
      );
    case 'dailyLimit':
      return say('', 'That is all that counts today. Well done; come back tomorrow.');
    case 'locked':
      return say('bad', 'The course is locked. Its page says until when.');
    case 'accessLost':
      return say('bad', 'The course is not open to you any more. Its page says why.');
    case 'stale':
      return say('warn', 'You were away for a while, so the session has ended. Everything is saved.', 'goOn');
    case 'refused':
      return say('bad', 'Your time cannot be counted right now.', 'goOn');
    case null:
      return say('', 'Your time is not being counted.', 'goOn');
  }
}
