using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace Gen.Training.Tests.Contract;

/// <summary>
/// Compares the public API with the lists in <c>PublicApi/*.verified.txt</c>. A difference is written to <c>*.received.txt</c>; rename that
/// file to accept it.
/// </summary>
public class PublicApiTests
{
    public static TheoryData<string> Assemblies => ["Gen.Runtime", "Gen.Training"];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void PublicApi_EqualsVerifiedList(string assembly)
    {
        var (verified, received) = (FileOf(assembly, "verified"), FileOf(assembly, "received"));
        var now = PublicSurface.Of(Assembly.Load(assembly));
        string[] agreed = File.Exists(verified) ? File.ReadAllLines(verified) : [];
        if (now.SequenceEqual(agreed))
        {
            File.Delete(received);
            return;
        }

        File.WriteAllLines(received, now);
        Assert.Fail($"The public API of {assembly} has changed; see {Path.GetFileName(received)}.\n"
            + string.Join('\n', now.Except(agreed).Select(l => "+ " + l).Concat(agreed.Except(now).Select(l => "- " + l)).Take(40)));
    }

    private static string FileOf(string assembly, string state, [CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "PublicApi", $"{assembly}.{state}.txt");
}
