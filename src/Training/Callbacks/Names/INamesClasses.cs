namespace Gen.Training;

/// <summary>A callback that was given the names of the classes. <see cref="TrainingContext.ClassNames"/> are those of the first one.</summary>
public interface IHasClassNames
{
    /// <summary>A name for each class; null where none were given.</summary>
    IReadOnlyList<string>? ClassNames { get; }
}
