import { createContext, useContext } from 'react';

/** Who uses the page and what may be done, as `GET /api/v1/session` answers. */
export type Session = {
  person: { id: string; name: string; email: string } | null;
  permissions: readonly string[];
  organisationName: string;
  isSetUp: boolean;
};

export type SessionValue = Session & {
  /** Reads the session again, after sign-in or a change of rights. */
  refresh: () => Promise<void>;
};

export const SessionContext = createContext<SessionValue>({
  person: null,
  permissions: [],
  organisationName: '',
  isSetUp: true,
  refresh: async () => undefined,
});

/** The session of this page. */
export const useSession = (): SessionValue => useContext(SessionContext);

/** Whether the person has a permission. Records carry their own abilities: prefer `can.close` there. */
export const useMay = (permission: string | undefined): boolean => {
  const { permissions } = useSession();
  return !permission || permissions.includes(permission);
};
