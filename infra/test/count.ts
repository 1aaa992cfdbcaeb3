/** The part of Vitest's JSON report that the last line is made of. */
export type Report = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
};

/** Tests that passed and failed; a file that broke before its first test is one failure. */
export type Count = { readonly passed: number; readonly failed: number };

/**
 * Counts a run. `status` is Vitest's own exit status: when it says failure although no test failed
 * (an error outside every test), that is one failure. No report at all is one failure.
 */
export function countTests(report: Report | undefined, status: number): Count {
  if (!report) return { passed: 0, failed: 1 };
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + broken;
  return { passed: report.numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed };
}

/** `N passed, N failed`, the last line of every test run. */
export function countLine(count: Count): string {
  return `${count.passed} passed, ${count.failed} failed`;
}

/** A run is good when something ran and nothing failed. */
export function isGood(count: Count): boolean {
  return count.failed === 0 && count.passed > 0;
}
