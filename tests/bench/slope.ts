const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Of the straight line through the points by least squares; 0 for fewer than two. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  if (points.length < 2) return 0;
  const middleX = mean(points.map(([x]) => x));
  const middleY = mean(points.map(([, y]) => y));
  let over = 0;
  let under = 0;
  for (const [x, y] of points) {
    over += (x - middleX) * (y - middleY);
    under += (x - middleX) ** 2;
  }
  return under === 0 ? 0 : over / under;
}
