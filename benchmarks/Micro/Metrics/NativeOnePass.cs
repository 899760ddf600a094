using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Gen.Benchmarks;

/// <summary>benchmarks/native/one_pass.c as gcc -O2 makes it: what a loop over the numbers costs that knows nothing of torch.</summary>
internal sealed unsafe class NativeOnePass : IDisposable
{
    private readonly long* _labels, _counts;
    private readonly float* _scores;
    private readonly long _rows, _classes;
    private readonly nint _library;
    private readonly delegate* unmanaged<long*, float*, long, long, long*, void> _update;

    /// <param name="yTrue">int64 labels [n], contiguous, which stay alive.</param>
    /// <param name="yPred">float32 scores [n, classes], likewise.</param>
    /// <exception cref="RivalMissingException">There is no gcc.</exception>
    public NativeOnePass(Tensor yTrue, Tensor yPred)
    {
        (_rows, _classes) = (yPred.shape[0], yPred.shape[1]);
        _labels = (long*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(yTrue.bytes));
        _scores = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(yPred.bytes));
        _counts = (long*)NativeMemory.AllocZeroed((nuint)(_classes * _classes), sizeof(long));
        var library = Path.Combine(Path.GetTempPath(), $"gen-one-pass-{Environment.ProcessId}.so");
        Compile(Path.Combine(Session.Folder, "native", "one_pass.c"), library);
        _library = NativeLibrary.Load(library);
        File.Delete(library);
        _update = (delegate* unmanaged<long*, float*, long, long, long*, void>)NativeLibrary.GetExport(_library, "one_pass");
    }

    /// <summary>Adds the batch. Nothing but the C function: a program in C has its pointers at hand.</summary>
    public void Update() => _update(_labels, _scores, _rows, _classes, _counts);

    /// <summary>Share of rows on the diagonal.</summary>
    public double Accuracy()
    {
        var counts = new ReadOnlySpan<long>(_counts, (int)(_classes * _classes)).ToArray();
        return counts.Where((_, cell) => cell % (_classes + 1) == 0).Sum() / (double)counts.Sum();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeLibrary.Free(_library);
        NativeMemory.Free(_counts);
    }

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
