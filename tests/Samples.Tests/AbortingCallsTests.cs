using Gen.Samples.Tests.Support;
using Gen.Training.Tests.Torch;

namespace Gen.Samples.Tests;

/// <summary>What the samples call of TorchSharp, by themselves and by generated code, cannot end the process.</summary>
public class AbortingCallsTests
{
    /// <summary>Calls that cannot fail, with the reason.</summary>
    private static readonly Dictionary<string, string> s_checked = [];

    [Theory]
    [InlineData("ApiDocs")]
    [InlineData("Digits")]
    [InlineData("Housing")]
    [InlineData("LearningRate")]
    public void Sample_AllCalls_CannotEndTheProcess(string sample)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var assembly = Path.Combine(here.Parent!.Parent!.FullName, sample, here.Name, sample + ".dll");
        var calls = AbortingCalls.In(assembly).Except(s_checked.Keys).ToArray();
        Assert.True(calls.Length == 0, string.Join('\n', calls));
    }
}
