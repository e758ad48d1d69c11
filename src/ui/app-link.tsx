import { useRouter } from '@tanstack/react-router';
import { type AnchorHTMLAttributes, type MouseEvent, useCallback } from 'react';

/** Goes to an address inside the application. */
export const useGo = (): ((to: string) => void) => {
  const router = useRouter({ warn: false });
  return useCallback((to) => (router ? router.history.push(to) : window.location.assign(to)), [router]);
};

type AppLinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { to: string };

/** A real link that the router follows without a reload; Ctrl, middle click and copy work as on any link. */
export const AppLink = ({ to, onClick, children, ...rest }: AppLinkProps) => {
  const router = useRouter({ warn: false });
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const isPlain =
      event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (event.defaultPrevented || !router || !isPlain || rest.target) return;
    event.preventDefault();
    router.history.push(to);
  };
  return (
    <a {...rest} href={to} onClick={follow}>
      {children}
    </a>
  );
};
