import type { WorkMemory } from './work-memory.ts';

/** A module as `bin/build-kernels.mjs` writes it down. */
export type KernelModule = { readonly sourceSha256: string; readonly base64: string };

/**
 * Starts a kernel on the memory of a worker; gives its functions. Undefined where the platform lacks what the kernel is
 * made of (WebAssembly with SIMD): JavaScript does the same work then.
 *
 * @param imports functions that the kernel calls
 */
export function startKernel<Exports>(
  kernel: KernelModule,
  memory: WorkMemory,
  imports: Readonly<Record<string, (...values: number[]) => number>> = {},
): Exports | undefined {
  try {
    const module = new WebAssembly.Module(Buffer.from(kernel.base64, 'base64'));
    const { exports } = new WebAssembly.Instance(module, {
      env: { memory: memory.memory, abort: () => 0, ...imports },
    });
    return exports as Exports;
  } catch {
    return undefined;
  }
}
