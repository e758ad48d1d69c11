import { useMemo } from 'react';
import { encode } from 'uqr';
import { useText } from './use-text.ts';

export type QrCodeProps = {
  value: string;
  /** Edge in CSS units. */
  size?: string;
  label?: string;
};

/** A QR code, dark on white with its quiet zone in every scheme, so that any camera reads it. */
export const QrCode = ({ value, size = '9rem', label }: QrCodeProps) => {
  const text = useText();
  const { path, edge } = useMemo(() => {
    const { data, size: modules } = encode(value, { ecc: 'M', border: 4 });
    const squares = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')));
    return { path: squares.join(''), edge: modules };
  }, [value]);
  return (
    <svg
      viewBox={`0 0 ${edge} ${edge}`}
      width={size}
      height={size}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label ?? text('ui.qr-label', { value })}
    >
      <rect width={edge} height={edge} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
};
