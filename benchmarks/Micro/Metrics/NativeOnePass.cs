using System.Diagnostics;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Gen.Benchmarks;

/// <summary>benchmarks/native/one_pass.c as gcc -O2 makes it: what a loop over the numbers costs that knows nothing of torch.</summary>
internal sealed unsafe class NativeOnePass : IDisposable
{
    private readonly long[] _counts;
    private readonly int _classes;
    private readonly nint _library;
    private readonly delegate* unmanaged<long*, float*, long, long, long*, void> _update;

    /// <exception cref="RivalMissingException">There is no gcc.</exception>
    public NativeOnePass(int classes)
    {
        (_classes, _counts) = (classes, new long[classes * classes]);
        var library = Path.Combine(Path.GetTempPath(), $"gen-one-pass-{Environment.ProcessId}.so");
        Compile(Path.Combine(Session.Folder, "native", "one_pass.c"), library);
        _library = NativeLibrary.Load(library);
        File.Delete(library);
        _update = (delegate* unmanaged<long*, float*, long, long, long*, void>)NativeLibrary.GetExport(_library, "one_pass");
    }

    /// <summary>Adds a batch of int64 labels and float32 scores, both contiguous.</summary>
    public void Update(Tensor yTrue, Tensor yPred)
    {
        var labels = MemoryMarshal.Cast<byte, long>(yTrue.bytes);
        var scores = MemoryMarshal.Cast<byte, float>(yPred.bytes);
        fixed (long* l = labels, counts = _counts)
        fixed (float* s = scores)
            _update(l, s, labels.Length, _classes, counts);
        GC.KeepAlive(yTrue);
        GC.KeepAlive(yPred);
    }

    /// <summary>Share of rows on the diagonal.</summary>
    public double Accuracy() => (double)Enumerable.Range(0, _classes).Sum(k => _counts[(k * _classes) + k]) / _counts.Sum();

    /// <inheritdoc/>
    public void Dispose() => NativeLibrary.Free(_library);

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
