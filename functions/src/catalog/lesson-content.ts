import { z } from 'zod';

/** Of one lesson, in characters: some two hours of reading, and far below what a document holds. */
const MAX_TEXT = 50_000;

/** Of all lessons of a course: its first load writes them in one commit. */
export const MAX_COURSE_TEXT_BYTES = 2_000_000;

/** An https address, or a path of the site that shows the lesson: what else a page opens could run in it. */
const VideoUrl = z
  .string()
  .max(2_000)
  .refine(isOfSiteOrSecure, 'must be an https address or a path of the same site');

/** `/videos/1.webm`, but not `//elsewhere` nor `/\elsewhere`, which browsers read as another host. */
function isOfSiteOrSecure(address: string): boolean {
  if (/^\/(?![/\\])[^\s\\]*$/.test(address)) return true;
  return URL.canParse(address) && new URL(address).protocol === 'https:';
}

/** What a lesson shows: plain paragraphs, separated by an empty line, and where its video is. */
export const LessonContent = z.object({
  text: z.string().max(MAX_TEXT),
  videoUrl: VideoUrl.nullable(),
});
export type LessonContent = z.infer<typeof LessonContent>;

export const textBytesOf = ({ content }: { readonly content: LessonContent | null }): number =>
  content === null ? 0 : Buffer.byteLength(content.text);
