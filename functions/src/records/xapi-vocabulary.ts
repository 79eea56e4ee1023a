/** Verbs, categories and extensions of the cmi5 profile (AICC CMI-5 «Quartz»), and of xAPI 1.0.3. */
export const verbs = {
  initialized: { id: 'http://adlnet.gov/expapi/verbs/initialized', display: { 'en-US': 'initialized' } },
  completed: { id: 'http://adlnet.gov/expapi/verbs/completed', display: { 'en-US': 'completed' } },
  passed: { id: 'http://adlnet.gov/expapi/verbs/passed', display: { 'en-US': 'passed' } },
  failed: { id: 'http://adlnet.gov/expapi/verbs/failed', display: { 'en-US': 'failed' } },
  terminated: { id: 'http://adlnet.gov/expapi/verbs/terminated', display: { 'en-US': 'terminated' } },
  abandoned: { id: 'https://w3id.org/xapi/adl/verbs/abandoned', display: { 'en-US': 'abandoned' } },
} as const;
export type VerbName = keyof typeof verbs;

export const categories = {
  cmi5: { id: 'https://w3id.org/xapi/cmi5/context/categories/cmi5' },
  moveOn: { id: 'https://w3id.org/xapi/cmi5/context/categories/moveon' },
} as const;

export const extensions = {
  sessionId: 'https://w3id.org/xapi/cmi5/context/extensions/sessionid',
  masteryScore: 'https://w3id.org/xapi/cmi5/context/extensions/masteryscore',
} as const;

export const activityTypes = {
  course: 'http://adlnet.gov/expapi/activities/course',
  lesson: 'http://adlnet.gov/expapi/activities/lesson',
  assessment: 'http://adlnet.gov/expapi/activities/assessment',
} as const;

/** ISO 8601, as `result.duration` wants it. */
export const isoDuration = (seconds: number): string => `PT${seconds}S`;

export interface Activity {
  readonly objectType: 'Activity';
  readonly id: string;
  readonly definition: {
    readonly type: string;
    readonly name: { readonly 'en-US': string };
  };
}

export interface Result {
  readonly success?: boolean;
  readonly completion?: boolean;
  readonly duration?: string;
  readonly score?: {
    readonly scaled: number;
    readonly raw: number;
    readonly min: number;
    readonly max: number;
  };
}

/** A statement as a record store takes it; `stored` and `authority` are the store's to add. */
export interface Statement {
  readonly id: string;
  readonly actor: {
    readonly objectType: 'Agent';
    /** No mail address: an account says who it is to the school alone. */
    readonly account: { readonly homePage: string; readonly name: string };
  };
  readonly verb: (typeof verbs)[VerbName];
  readonly object: Activity;
  readonly result?: Result;
  readonly context: {
    readonly registration: string;
    readonly platform: string;
    readonly contextActivities: {
      readonly category?: readonly { readonly id: string }[];
      readonly grouping: readonly Activity[];
    };
    readonly extensions: Readonly<Record<string, string | number>>;
  };
  readonly timestamp: string;
}
