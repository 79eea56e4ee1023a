// Runs in a page, as the text of one function: draws the sample lesson's film and encodes it.
async film => {
  const { width, height, durationMs, framesPerSecond, bitsPerSecond } = film;
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d');
  const captions = ['1. Look into the mirror', '2. Signal', '3. A glance over the shoulder'];
  const sceneMs = durationMs / captions.length;
  const horizon = height * 0.45;

  const polygon = (color, points) => {
    pen.fillStyle = color;
    pen.beginPath();
    for (const [x, y] of points) pen.lineTo(x, y);
    pen.fill();
  };

  const drawWorld = metres => {
    pen.fillStyle = '#bcd9ea';
    pen.fillRect(0, 0, width, horizon);
    pen.fillStyle = '#8fae7c';
    pen.fillRect(0, horizon, width, height - horizon);
    const centre = width / 2;
    polygon('#59636d', [
      [centre - 14, horizon],
      [centre + 14, horizon],
      [width * 0.92, height],
      [width * 0.08, height],
    ]);
    for (let dash = 0; dash < 8; dash += 1) {
      // Perspective: what is twice as far away is half as large.
      const far = 1 + ((dash + 1 - (metres % 1)) * 9) / 8;
      const [near, end] = [far, far + 0.45].map(distance => horizon + (height - horizon) / distance);
      const half = 14 / far;
      polygon('#f2f2ee', [
        [centre - half * 0.8, end],
        [centre + half * 0.8, end],
        [centre + half, near],
        [centre - half, near],
      ]);
    }
  };

  const roundBox = (color, box) => {
    pen.fillStyle = color;
    pen.beginPath();
    pen.roundRect(box.x, box.y, box.width, box.height, box.radius);
    pen.fill();
  };

  /** `glow` from 0 to 1 draws the eye to it. */
  const drawMirror = glow => {
    const x = width / 2 - 100;
    roundBox(`rgb(255 183 3 / ${glow})`, { x: x - 8, y: 14, width: 216, height: 68, radius: 26 });
    roundBox('#22303c', { x, y: 22, width: 200, height: 52, radius: 20 });
    roundBox('#9fc3d8', { x: x + 10, y: 30, width: 180, height: 36, radius: 14 });
    // The car behind.
    roundBox('#b4453c', { x: width / 2 - 16, y: 44, width: 32, height: 18, radius: 5 });
  };

  const drawSignal = isLit => {
    const y = height * 0.72;
    roundBox('#22303c', { x: width / 2 - 52, y: y - 24, width: 104, height: 48, radius: 12 });
    polygon(isLit ? '#37d67a' : '#3d4a55', [
      [width / 2 - 36, y],
      [width / 2 - 4, y - 18],
      [width / 2 - 4, y - 8],
      [width / 2 + 34, y - 8],
      [width / 2 + 34, y + 8],
      [width / 2 - 4, y + 8],
      [width / 2 - 4, y + 18],
    ]);
  };

  /** What no mirror shows: it comes into view as the head turns, from 0 to 1. */
  const drawNeighbour = turned => {
    const x = -260 + turned * 330;
    const y = height * 0.5;
    roundBox('#2f6f9e', { x, y, width: 230, height: 84, radius: 22 });
    roundBox('#d8e9f2', { x: x + 24, y: y + 12, width: 120, height: 30, radius: 8 });
    for (const wheel of [x + 48, x + 180]) {
      pen.fillStyle = '#1f2933';
      pen.beginPath();
      pen.arc(wheel, y + 84, 22, 0, Math.PI * 2);
      pen.fill();
    }
  };

  const drawCaption = (text, progress) => {
    pen.fillStyle = 'rgb(20 28 36 / 0.82)';
    pen.fillRect(0, height - 54, width, 54);
    pen.fillStyle = '#ffffff';
    pen.font = '600 24px sans-serif';
    pen.fillText(text, 20, height - 20);
    pen.fillStyle = '#ffb703';
    pen.fillRect(0, height - 5, width * progress, 5);
  };

  const draw = timeMs => {
    const scene = Math.min(captions.length - 1, Math.floor(timeMs / sceneMs));
    const inScene = (timeMs - scene * sceneMs) / sceneMs;
    drawWorld((timeMs / 1000) * 2);
    if (scene === 2) drawNeighbour(Math.sin(inScene * Math.PI));
    drawMirror(scene === 0 ? (Math.sin(inScene * Math.PI * 6 - Math.PI / 2) + 1) / 2 : 0);
    drawSignal(scene > 0 && Math.floor(timeMs / 400) % 2 === 0);
    drawCaption(captions[scene], timeMs / durationMs);
  };

  const frames = [];
  const failures = [];
  const encoder = new VideoEncoder({
    output: chunk => {
      const data = new Uint8Array(chunk.byteLength);
      chunk.copyTo(data);
      frames.push({
        timestampMs: chunk.timestamp / 1000,
        isKey: chunk.type === 'key',
        base64: data.toBase64(),
      });
    },
    error: error => failures.push(error),
  });
  encoder.configure({ codec: 'vp8', width, height, bitrate: bitsPerSecond, framerate: framesPerSecond });
  const frameMs = 1000 / framesPerSecond;
  for (let index = 0; index * frameMs < durationMs; index += 1) {
    draw(index * frameMs);
    const picture = new VideoFrame(canvas, { timestamp: index * frameMs * 1000, duration: frameMs * 1000 });
    // A key frame every three seconds: that is how exactly a player can jump.
    encoder.encode(picture, { keyFrame: index % (3 * framesPerSecond) === 0 });
    picture.close();
  }
  await encoder.flush();
  if (failures.length > 0) throw failures[0];
  return frames;
};
