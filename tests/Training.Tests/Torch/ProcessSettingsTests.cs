using System.Runtime.InteropServices;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Torch;

public class ProcessSettingsTests
{
    private const int Steps = 20;

    // Three tensors of 4 MiB are more than glibc keeps by default.
    private const int Tensors = 3;
    private const int Elements = 1 << 20;

    [Fact]
    public void KeepFreedMemory_IsOffUntilCalled_ThenAvoidsPageFaults()
    {
        Assert.False(MallocSettings.IsApplied, "the allocator was configured although no one asked for it");
        if (!TorchRuntime.KeepFreedMemory()) return;
        Assert.True(MallocSettings.IsApplied);
        var pages = Tensors * Elements * sizeof(float) / Environment.SystemPageSize;
        for (var i = 0; i < Steps; i++) Step();
        var before = FaultsOfThread();
        for (var i = 0; i < Steps; i++) Step();
        var faults = FaultsOfThread() - before;
        Assert.True(faults < Steps * pages / 4, $"{faults} faults in {Steps} steps of {pages} pages");
    }

    [Fact]
    public void KeepFreedMemory_AllocatorConfiguredByEnvironment_ChangesNothing()
    {
        Assert.False(MallocSettings.IsConfigured(_ => null));
        Assert.False(MallocSettings.IsConfigured(name => name == "GLIBC_TUNABLES" ? "glibc.rtld.nns=2" : ""));
        Assert.True(MallocSettings.IsConfigured(name => name == "GLIBC_TUNABLES" ? "glibc.malloc.trim_threshold=1" : null));
        foreach (var set in (string[])["MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_", "MALLOC_TOP_PAD_"])
            Assert.True(MallocSettings.IsConfigured(name => name == set ? "131072" : null), set);
    }

    private static void Step()
    {
        using var scope = NewDisposeScope();
        for (var i = 0; i < Tensors; i++) _ = ones(Elements);
    }

    // The page faults of this thread only. They are the fifth number after two times of two numbers each.
    private static long FaultsOfThread()
    {
        const int Thread = 1;
        var usage = new long[18];
        Assert.Equal(0, Usage(Thread, usage));
        return usage[8];
    }

    [DllImport("libc.so.6", EntryPoint = "getrusage", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Usage(int who, [Out] long[] usage);
}
