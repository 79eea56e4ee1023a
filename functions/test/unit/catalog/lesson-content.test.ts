import { Lesson } from '../../../src/catalog/schema.ts';
import { issuesAfter, lessonsOf } from './issues.ts';

const issuesWith = (...lessons: object[]): string[] =>
  issuesAfter(catalog => ({
    ...catalog,
    courses: catalog.courses.map((course, index) =>
      index === 0 ? { ...course, ...lessonsOf(...lessons) } : course,
    ),
  }));

const filmed = (videoUrl: string) => ({ videoSeconds: 60, content: { text: 'Look twice.', videoUrl } });
const text = (length: number) => ({ content: { text: 'a'.repeat(length), videoUrl: null } });

describe('what a lesson shows', () => {
  it('may be left out, and is missing in lessons that were stored before there was any', () => {
    expect(issuesWith({})).toEqual([]);
    const stored = { lessonId: 'signs', title: 'Signs', minimumSeconds: 60, maximumSeconds: null };
    expect(Lesson.parse({ ...stored, words: 0, videoSeconds: 0 }).content).toBeNull();
  });

  it.each(['/sample/lesson.webm', 'https://videos.example/lesson.webm'])('takes a video from %s', address => {
    expect(issuesWith(filmed(address))).toEqual([]);
  });

  it.each([
    'http://videos.example/1.webm',
    '//videos.example/1.webm',
    '/\\videos.example/1.webm',
    'javascript:alert(1)',
    'data:video/webm;base64,AA',
    'lesson.webm',
    '/a lesson.webm',
    '',
  ])('takes no video from «%s»', address => {
    expect(issuesWith(filmed(address))).toEqual([
      'courses.0.modules.0.lessons.0.content.videoUrl: must be an https address or a path of the same site',
    ]);
  });

  it('names no video that nobody could be credited with', () => {
    expect(issuesWith({ ...filmed('/sample/lesson.webm'), videoSeconds: 0 })).toEqual([
      'courses.0.modules.0.lessons.0.videoSeconds: is 0, and content.videoUrl names a video',
    ]);
  });

  it('is refused with a field that is not known', () => {
    expect(issuesWith({ content: { text: '', videoUrl: null, audioUrl: null } })).toEqual([
      'courses.0.modules.0.lessons.0.content.audioUrl: is not known here',
    ]);
  });

  it('holds 50,000 characters', () => {
    expect(issuesWith(text(50_000))).toEqual([]);
    expect(issuesWith(text(50_001))[0]).toMatch(/^courses\.0\.modules\.0\.lessons\.0\.content\.text: /);
  });

  it('of a whole course fits into the commit that loads it', () => {
    const lessons = (count: number) => Array.from({ length: count }, () => text(50_000));
    expect(issuesWith(...lessons(40))).toEqual([]);
    expect(issuesWith(...lessons(41))).toEqual(['courses.0.modules: hold more than 2000000 bytes of text']);
  });
});
