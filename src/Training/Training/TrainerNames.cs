using System.Runtime.CompilerServices;

namespace Gen.Training;

/// <summary>The names of the trainers of a run.</summary>
internal sealed class TrainerNames
{
    private static readonly string[] s_reserved =
    [
        EventFolders.Train, EventFolders.Validation, EventFolders.Batches, EventFolders.Evaluation, "charts", "checkpoints", "plugins",
    ];

    private static readonly ConditionalWeakTable<Run, TrainerNames> s_ofRuns = [];

    private readonly Dictionary<string, object> _trainers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Checks that a name can be that of a folder on every system.</summary>
    /// <exception cref="ArgumentException">It cannot.</exception>
    public static void Check(string? name)
    {
        if (name is null)
            return;
        if (name is "" || name[0] == '.' || name[^1] == '.' || !name.All(c => char.IsAsciiLetterOrDigit(c) || "_-.".Contains(c)))
            throw new ArgumentException($"A trainer's name must consist of letters, digits, '_', '-' and '.', but was '{name}'.");
        if (s_reserved.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw new ArgumentException($"A trainer cannot be named '{name}', which is a folder of the run.");
    }

    /// <summary>Reserves a name for a trainer that trains from the first epoch.</summary>
    /// <exception cref="TrainingException">Another trainer of the run has trained under this name: their curves would be mixed.</exception>
    public static void Claim(Run run, string? name, object trainer)
    {
        var trainers = s_ofRuns.GetOrCreateValue(run)._trainers;
        lock (trainers)
        {
            if (trainers.TryAdd(name ?? "", trainer) || ReferenceEquals(trainers[name ?? ""], trainer))
                return;
        }

        throw new TrainingException(
            name is null
                ? "Another trainer of this run has trained before. Set the Name of each, as in trainer.Name = \"fold_1\", so that each has "
                    + "its own folder."
                : $"Another trainer of this run that is named '{name}' has trained before. Give each trainer a name of its own.");
    }
}
