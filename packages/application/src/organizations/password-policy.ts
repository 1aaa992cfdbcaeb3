/**
 * GB/T 22239-2019 8.1.4.1 asks for complexity: ten characters and more, of three kinds of four, not holding the login.
 * @returns whether the password may be used
 */
export function strongEnough(password: string, login: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password)).length;
  return (
    password.length >= 10 &&
    password.length <= 128 &&
    kinds >= 3 &&
    !password.toLowerCase().includes(login.toLowerCase())
  );
}
