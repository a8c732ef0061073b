// A QR code as a drawing: the same squares on screen and on A4.
import { encodeQR } from 'qr';

export function QrCode({ content, label }: { readonly content: string; readonly label: string }) {
  const rows = encodeQR(content, 'raw', { ecc: 'low', border: 2 });
  const path = rows
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      width={176}
      height={176}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      style={{ background: '#fff', forcedColorAdjust: 'none' }}
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
