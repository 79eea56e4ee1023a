/**
 * How much y gains with each x: the line with the least squares through all points, so that one uneven round does not
 * decide.
 * @throws RangeError for fewer than two points
 */
export function slopeOf(points: readonly (readonly [number, number])[]): number {
  if (points.length < 2) throw new RangeError('a line needs two points');
  const mean = (of: (point: readonly [number, number]) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [meanX, meanY] = [mean(([x]) => x), mean(([, y]) => y)];
  const covariance = mean(([x, y]) => (x - meanX) * (y - meanY));
  return covariance / mean(([x]) => (x - meanX) ** 2);
}
