// Runs in a page, as the text of one function: draws the sample lesson's film and encodes it.
async film => {
  const { width, height, durationMs, framesPerSecond, bitsPerSecond } = film;
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d');
  const captions = ['1. Seat and mirrors', '2. Belt on, low across the hips', '3. Look, then drive'];
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

  const drawMirror = turn => {
    pen.fillStyle = '#22303c';
    pen.beginPath();
    pen.roundRect(width / 2 - 90 + turn * 12, 24, 180, 46, 18);
    pen.fill();
    pen.fillStyle = '#9fc3d8';
    pen.beginPath();
    pen.roundRect(width / 2 - 80 + turn * 12, 32, 160, 30, 12);
    pen.fill();
  };

  const drawBelt = closed => {
    const buckle = { x: width * 0.63, y: height * 0.83 };
    const tongue = {
      x: width * 0.28 + (buckle.x - width * 0.28) * closed,
      y: height * 0.62 + height * 0.19 * closed,
    };
    pen.lineCap = 'butt';
    pen.lineWidth = 26;
    pen.strokeStyle = '#1f2933';
    pen.beginPath();
    pen.moveTo(width * 0.22, 0);
    pen.lineTo(tongue.x, tongue.y);
    pen.stroke();
    pen.fillStyle = '#c3ccd4';
    pen.fillRect(tongue.x - 8, tongue.y - 12, 42, 26);
    pen.fillStyle = '#22303c';
    pen.fillRect(buckle.x, buckle.y - 26, 64, 64);
    pen.fillStyle = closed === 1 ? '#2f9e5b' : '#c0392b';
    pen.fillRect(buckle.x + 10, buckle.y - 16, 44, 18);
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
    drawWorld(scene === 2 ? inScene * 9 : 0);
    drawMirror(scene === 0 ? Math.sin(inScene * Math.PI * 4) : 0);
    const reached = Math.min(1, inScene * 1.4);
    drawBelt([0, reached, 1][scene]);
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
