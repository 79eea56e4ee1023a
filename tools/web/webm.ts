/** One encoded picture of a film. */
export type Frame = { timestampMs: number; isKey: boolean; data: Uint8Array };

export type Film = {
  width: number;
  height: number;
  durationMs: number;
  /** In the order in which they are shown; the first is a key frame. */
  frames: readonly Frame[];
};

// Identifiers of the elements of WebM, as its specification numbers them.
const id = {
  header: 0x1a45dfa3,
  headerVersion: 0x4286,
  headerReadVersion: 0x42f7,
  maximumIdLength: 0x42f2,
  maximumSizeLength: 0x42f3,
  documentType: 0x4282,
  documentVersion: 0x4287,
  documentReadVersion: 0x4285,
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  muxingApp: 0x4d80,
  writingApp: 0x5741,
  tracks: 0x1654ae6b,
  track: 0xae,
  trackNumber: 0xd7,
  trackUid: 0x73c5,
  trackType: 0x83,
  codecId: 0x86,
  video: 0xe0,
  pixelWidth: 0xb0,
  pixelHeight: 0xba,
  cues: 0x1c53bb6b,
  cuePoint: 0xbb,
  cueTime: 0xb3,
  cueTrackPositions: 0xb7,
  cueTrack: 0xf7,
  cueClusterPosition: 0xf1,
  cluster: 0x1f43b675,
  clusterTimestamp: 0xe7,
  simpleBlock: 0xa3,
} as const;

const NANOSECONDS_PER_MS = 1_000_000;
const KEY_FRAME = 0x80;
const trackNumber = 1;

/** Big-endian, in the bytes it needs or in as many as asked for. */
function unsigned(value: number, bytes?: number): Buffer {
  const length = bytes ?? Math.max(1, Math.ceil(Math.log2(value + 1) / 8));
  const buffer = Buffer.alloc(length);
  buffer.writeUIntBE(value, 0, length);
  return buffer;
}

function float(value: number): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeDoubleBE(value);
  return buffer;
}

function element(elementId: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(body.length));
  // The marker of a size that is written in eight bytes.
  size[0] = 0x01;
  return Buffer.concat([unsigned(elementId), size, body]);
}

const text = (elementId: number, value: string) => element(elementId, Buffer.from(value));
const number = (elementId: number, value: number) => element(elementId, unsigned(value));

const header = () =>
  element(
    id.header,
    number(id.headerVersion, 1),
    number(id.headerReadVersion, 1),
    number(id.maximumIdLength, 4),
    number(id.maximumSizeLength, 8),
    text(id.documentType, 'webm'),
    number(id.documentVersion, 2),
    number(id.documentReadVersion, 2),
  );

const info = ({ durationMs }: Film) =>
  element(
    id.info,
    number(id.timestampScale, NANOSECONDS_PER_MS),
    element(id.duration, float(durationMs)),
    text(id.muxingApp, 'seatbelt'),
    text(id.writingApp, 'seatbelt'),
  );

const tracks = ({ width, height }: Film) =>
  element(
    id.tracks,
    element(
      id.track,
      number(id.trackNumber, trackNumber),
      number(id.trackUid, trackNumber),
      number(id.trackType, 1),
      text(id.codecId, 'V_VP8'),
      element(id.video, number(id.pixelWidth, width), number(id.pixelHeight, height)),
    ),
  );

type Scene = { startMs: number; frames: readonly Frame[] };

/** From one key frame to the next: a player jumps to the start of one. */
function scenesOf(frames: readonly Frame[]): Scene[] {
  const scenes: { startMs: number; frames: Frame[] }[] = [];
  for (const frame of frames) {
    if (frame.isKey) scenes.push({ startMs: frame.timestampMs, frames: [] });
    scenes.at(-1)?.frames.push(frame);
  }
  return scenes;
}

function block({ frame, startMs }: { frame: Frame; startMs: number }): Buffer {
  const head = Buffer.from([0x80 | trackNumber, 0, 0, frame.isKey ? KEY_FRAME : 0]);
  head.writeInt16BE(frame.timestampMs - startMs, 1);
  return element(id.simpleBlock, head, frame.data);
}

const cluster = ({ startMs, frames }: Scene) =>
  element(
    id.cluster,
    element(id.clusterTimestamp, unsigned(startMs, 4)),
    ...frames.map(frame => block({ frame, startMs })),
  );

// Numbers of a fixed length, so that the table's own length is known before what it points at has a place.
const cues = (points: readonly { startMs: number; position: number }[]) =>
  element(
    id.cues,
    ...points.map(({ startMs, position }) =>
      element(
        id.cuePoint,
        element(id.cueTime, unsigned(startMs, 4)),
        element(
          id.cueTrackPositions,
          number(id.cueTrack, trackNumber),
          element(id.cueClusterPosition, unsigned(position, 4)),
        ),
      ),
    ),
  );

/**
 * A silent film as a WebM file with its duration and a table for jumping: what a browser records itself has neither, and
 * a player then shows no length.
 */
export function webmFile(film: Film): Buffer {
  const scenes = scenesOf(film.frames);
  const clusters = scenes.map(cluster);
  const head = [info(film), tracks(film)];
  const headLength = head.reduce((sum, part) => sum + part.length, 0);
  const unplaced = scenes.map(({ startMs }) => ({ startMs, position: 0 }));
  let position = headLength + cues(unplaced).length;
  const placed = scenes.map(({ startMs }, index) => {
    const point = { startMs, position };
    position += clusters[index]?.length ?? 0;
    return point;
  });
  return Buffer.concat([header(), element(id.segment, ...head, cues(placed), ...clusters)]);
}
