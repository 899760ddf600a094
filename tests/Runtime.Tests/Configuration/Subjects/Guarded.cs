using System.ComponentModel.DataAnnotations;

namespace Gen.Runtime.Tests.Configuration.Subjects;

/// <summary>Secrets of all kinds: plain, with a default value, of several types, in a block, in a kind, derived.</summary>
[Experiment("guarded")]
public sealed partial class Guarded
{
    public int Epochs { get; init; } = 1;

    /// <summary>A token.</summary>
    [Secret]
    [StringLength(12)]
    public string? Token { get; init; }

    [Secret]
    public string Fallback { get; init; } = "opensesame";

    [Secret]
    public int Pin { get; init; }

    [Secret]
    public IReadOnlyList<string> Keys { get; init; } = [];

    [Secret]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    [Secret]
    public string Url => $"https://{Token}@example.org";

    public Store Store { get; init; } = new Store.Local();

    [NamedConfig]
    public sealed class Inside
    {
        public string Token => "namedtoken";
    }

    [Main]
    public static string Use(Run run, string? token, int pin, Guarded config)
    {
        run.LogScalar("a", 1);
        _ = run.RecordPosition();
        File.WriteAllText(Path.Combine(run.Checkpoints!, "one"), "");
        if (run.IsReplaying)
            run.ContinueFrom(run.RecordPosition()!);
        return $"{token?.Length} {pin / 1000} {config.Fallback.Length} {config.Keys.Count} {config.Headers.Count} "
            + $"{(config.Store as Store.Remote)?.Password.Length}";
    }
}

/// <summary>Where data is.</summary>
[Config]
public abstract class Store
{
    [Secret]
    public string? Account { get; init; }

    public sealed class Local : Store
    {
        public string Path { get; init; } = ".";
    }

    public sealed class Remote : Store
    {
        [Secret]
        public string Password { get; init; } = "";
    }
}
