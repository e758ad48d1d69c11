type Random = (below: number) => number;

/** One of the ways in which logs go bad: flipped bytes, cuts, spliced pieces, zeros, marks that open something. */
export function mutateBytes(clean: Buffer, random: Random): Buffer {
  const bytes = Buffer.from(clean);
  switch (random(6)) {
    case 0:
      return bytes.subarray(0, random(bytes.length));
    case 1: {
      const [a, b] = [random(bytes.length), random(bytes.length)];
      return Buffer.concat([bytes.subarray(0, a), bytes.subarray(b)]);
    }
    case 2:
      return bytes.fill(0, random(bytes.length), random(bytes.length));
    case 3: {
      const marks = '"\'<>{}[]|=\\\t,&%\n';
      for (let k = random(4); k >= 0; k--)
        bytes[random(bytes.length)] = marks.charCodeAt(random(marks.length));
      return bytes;
    }
    default:
      for (let k = random(5); k >= 0; k--) bytes[random(bytes.length)] = random(256);
      return bytes;
  }
}
