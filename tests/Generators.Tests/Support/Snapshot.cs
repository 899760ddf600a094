using System.Runtime.CompilerServices;

namespace Gen.Generators.Tests.Support;

/// <summary>
/// Compares generated files with <c>.verified.cs</c> files, which have the names of Verify. A difference is written to a
/// <c>.received.cs</c> file. With <c>GEN_ACCEPT_SNAPSHOTS=1</c>, the verified files are replaced.
/// </summary>
internal static class Snapshot
{
    public static void Verify(GeneratedProgram program, [CallerFilePath] string testFile = "", [CallerMemberName] string method = "")
    {
        var start = Path.Combine(Path.GetDirectoryName(testFile)!, $"{Path.GetFileNameWithoutExtension(testFile)}.{method}#");
        var accept = Environment.GetEnvironmentVariable("GEN_ACCEPT_SNAPSHOTS") == "1";
        var differences = new List<string>();
        var expected = Directory.GetFiles(Path.GetDirectoryName(start)!, Path.GetFileName(start) + "*.verified.cs").ToHashSet();
        foreach (var (name, text) in program.Files)
        {
            var verified = start + name[..^".cs".Length] + ".verified.cs";
            var received = verified[..^".verified.cs".Length] + ".received.cs";
            expected.Remove(verified);
            File.Delete(received);
            if (File.Exists(verified) && File.ReadAllText(verified) == text)
                continue;
            File.WriteAllText(accept ? verified : received, text);
            if (!accept)
                differences.Add(received);
        }

        foreach (var gone in expected)
        {
            if (accept)
                File.Delete(gone);
            else
                differences.Add(gone + " is no longer generated");
        }

        Assert.True(differences.Count == 0, "Generated code differs from the verified files:\n" + string.Join('\n', differences));
    }
}
