using System.Runtime.CompilerServices;

namespace Gen.Training.Tests.Charts.Support;

/// <summary>Golden images. Tests overwrite them if the environment variable GEN_UPDATE_GOLDENS is set.</summary>
internal static class Golden
{
    public static byte[] Of(string name, byte[] actual)
    {
        if (Environment.GetEnvironmentVariable("GEN_UPDATE_GOLDENS") is not null)
        {
            File.WriteAllBytes(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "Goldens", name), actual);
            return actual;
        }

        using var stream = typeof(Golden).Assembly.GetManifestResourceStream("Charts/Goldens/" + name)
            ?? throw new FileNotFoundException($"There is no golden file {name}; set GEN_UPDATE_GOLDENS and run the test to write it.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
