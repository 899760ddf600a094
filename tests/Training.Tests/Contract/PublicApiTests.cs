using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace Gen.Training.Tests.Contract;

/// <summary>
/// Gen's own public surface, as lists that are looked at when they change: <c>PublicApi/*.verified.txt</c>. What differs is written beside
/// them as <c>*.received.txt</c>, to be renamed where it is meant.
/// </summary>
public class PublicApiTests
{
    public static TheoryData<string> Assemblies => ["Gen.Runtime", "Gen.Training"];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void TheSurfaceIsTheOneThatWasAgreedOn(string assembly)
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
        Assert.Fail($"{assembly}'s public surface is another one; see {Path.GetFileName(received)}\n"
            + string.Join('\n', now.Except(agreed).Select(l => "+ " + l).Concat(agreed.Except(now).Select(l => "- " + l)).Take(40)));
    }

    private static string FileOf(string assembly, string state, [CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "PublicApi", $"{assembly}.{state}.txt");
}
