using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Gen.Benchmarks;

/// <summary>benchmarks/native/one_pass.c as gcc -O2 makes it: what a loop over the numbers costs that knows nothing of torch.</summary>
internal sealed unsafe class NativeOnePass : IDisposable
{
    private readonly (nint Labels, nint Scores)[] _batches;
    private readonly long[] _counts;
    private readonly GCHandle _pinned;
    private readonly long _rows, _classes;
    private readonly nint _library;
    private readonly delegate* unmanaged<nint, nint, long, long, nint, void> _update;

    /// <param name="classes">Classes.</param>
    /// <param name="batches">Of equal size; they stay alive.</param>
    /// <exception cref="RivalMissingException">There is no gcc.</exception>
    public NativeOnePass(int classes, MetricBatch[] batches)
    {
        (_rows, _classes, _counts) = (batches[0].YTrue.shape[0], classes, new long[classes * classes]);
        _batches = [.. batches.Select(b => (Address(b.YTrue), Address(b.YPred)))];
        _pinned = GCHandle.Alloc(_counts, GCHandleType.Pinned);
        var library = Path.Combine(Path.GetTempPath(), $"gen-one-pass-{Environment.ProcessId}.so");
        Compile(Path.Combine(Session.Folder, "native", "one_pass.c"), library);
        _library = NativeLibrary.Load(library);
        File.Delete(library);
        _update = (delegate* unmanaged<nint, nint, long, long, nint, void>)NativeLibrary.GetExport(_library, "one_pass");
    }

    /// <summary>Adds a batch. Nothing but the C function: a program in C has its pointers at hand.</summary>
    public void Update(int batch) => _update(_batches[batch].Labels, _batches[batch].Scores, _rows, _classes, _pinned.AddrOfPinnedObject());

    /// <summary>Share of rows on the diagonal, each batch counted once.</summary>
    public double Accuracy()
    {
        Array.Clear(_counts);
        for (var batch = 0; batch < _batches.Length; batch++) Update(batch);
        return _counts.Where((_, cell) => cell % (_classes + 1) == 0).Sum() / (double)_counts.Sum();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeLibrary.Free(_library);
        _pinned.Free();
    }

    private static nint Address(Tensor tensor) => (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));

    private static void Compile(string source, string library)
    {
        try
        {
            using var gcc = Process.Start("gcc", ["-O2", "-shared", "-fPIC", "-o", library, source]);
            gcc.WaitForExit();
            if (gcc.ExitCode != 0) throw new RivalMissingException($"gcc ended with exit code {gcc.ExitCode}");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new RivalMissingException($"gcc cannot be started: {e.Message}");
        }
    }
}
