using System.CodeDom.Compiler;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Torch;

/// <summary>Gen and generated code do not call members of TorchSharp that abort the process on an error.</summary>
public class AbortingCallsTests
{
    /// <summary>Calls that cannot fail, each with the reason.</summary>
    private static readonly Dictionary<string, string> s_checked = new()
    {
        ["Permutations.Draw -> torch.randperm/*"] = "a number of rows, and int64",
        ["RandomStreams.Load -> torch.set_rng_state/1"] = "size and type are compared with the generator's",
        ["Regression.Variance -> Tensor.var/4"] = "mean throws before it for whole numbers",
        ["RowCount.get_Total -> TensorExtensionMethods.ToInt64/1"] = "a sum of whole numbers: int64",
        ["TorchSeed.SetThreads -> torch.set_num_threads/1"] = "the options of a sweep are checked: the number is above 0",
        ["TorchMachine.Load -> torch.set_num_threads/1"] = "the number is above 0",
    };

    [Fact]
    public void Training_AllCalls_CannotAbort() => None(AbortingCalls.In(typeof(Trainer).Assembly.Location).Except(s_checked.Keys));

    [Fact]
    public void Generated_CallsInHost_CannotAbort() => None(AbortingCalls.In(PathOf("TrainHost"), generated: true));

    /// <summary>Generated code of this project has no such calls, except for those in <see cref="Planted"/>, which test the
    /// search.</summary>
    [Fact]
    public void Generated_CallsInTests_ArePlantedCalls() => Assert.Equal(
        """
        Planted.<In>b__0_0 -> Tensor.matmul/1
        Planted.In -> Tensor.op_Explicit:Int32
        Planted.In -> Tensor.var/4
        Planted.In -> TensorExtensionMethods.ToInt64/1
        Planted.In -> torch.rand/*
        """,
        Text(AbortingCalls.In(typeof(AbortingCallsTests).Assembly.Location, generated: true)));

    [Fact]
    public void Exemptions_AreNeeded() =>
        Assert.Empty(s_checked.Keys.Except(AbortingCalls.In(typeof(Trainer).Assembly.Location)));

    private static void None(IEnumerable<string> calls) => Assert.True(!calls.Any(), Text(calls));

    private static string Text(IEnumerable<string> calls) => string.Join('\n', calls);

    private static string PathOf(string assembly)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(here.Parent!.Parent!.FullName, assembly, here.Name, assembly + ".dll");
    }
}

[GeneratedCode("by hand", "1.0")]
internal static class Planted
{
    internal static Func<Tensor, Tensor> In(Tensor left)
    {
#pragma warning disable GEN026 // Planted.
        _ = left.var() + left.var(1) + (int)left + (double)left + left.ToInt64() + rand(2);
        return static x => x.matmul(x);
#pragma warning restore GEN026
    }
}
