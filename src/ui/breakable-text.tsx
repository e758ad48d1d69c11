import { Fragment } from 'react';

/** A domain name or mail address that, where it does not fit, breaks before a dot or after the @, never inside a word. */
export const BreakableText = ({ text }: { text: string }) => {
  let position = 0;
  return (
    <>
      {text.split(/(?=\.)|(?<=@)/).map((part) => {
        position += part.length;
        return (
          <Fragment key={position}>
            {position > part.length && <wbr />}
            {part}
          </Fragment>
        );
      })}
    </>
  );
};
