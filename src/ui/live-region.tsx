/** Reads a short text aloud to those who use a screen reader; nothing is seen. */
export const LiveRegion = ({ text }: { text: string }) => (
  <span className="ui-hidden" role="status">
    {text}
  </span>
);
