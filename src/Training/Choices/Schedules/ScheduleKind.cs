namespace Gen.Training;

/// <summary>How the step size changes over a training.</summary>
public enum ScheduleKind
{
    /// <summary>It stays, after a warm-up if there is one.</summary>
    None,

    /// <summary>Times a factor again and again: <see cref="Schedules.Step"/>.</summary>
    Step,

    /// <summary>Times a factor at milestones: <see cref="Schedules.MultiStep"/>.</summary>
    MultiStep,

    /// <summary>Times a factor each time: <see cref="Schedules.Exponential"/>.</summary>
    Exponential,

    /// <summary>Down along half a cosine: <see cref="Schedules.Cosine"/>.</summary>
    Cosine,

    /// <summary>The same again and again: <see cref="Schedules.CosineWarmRestarts"/>.</summary>
    CosineWarmRestarts,

    /// <summary>Down, or up, in even steps: <see cref="Schedules.Linear"/>.</summary>
    Linear,

    /// <summary>Down along a power: <see cref="Schedules.Polynomial"/>.</summary>
    Polynomial,

    /// <summary>Up to the optimizer's rate and down to nearly nothing: <see cref="Schedules.OneCycle"/>.</summary>
    OneCycle,

    /// <summary>Up to the optimizer's rate and down, again and again: <see cref="Schedules.Cyclic"/>.</summary>
    Cyclic,

    /// <summary>Times a factor when a value has stopped improving: <see cref="ReduceLROnPlateau"/>.</summary>
    Plateau,
}

/// <summary>What a schedule counts.</summary>
public enum ScheduleUnit
{
    /// <summary>Epochs: the rate changes before each.</summary>
    Epoch,

    /// <summary>Training steps: the rate changes before each.</summary>
    Step,
}

/// <summary>How the height of a cyclic schedule changes from cycle to cycle.</summary>
public enum CycleMode
{
    /// <summary>It stays.</summary>
    Triangular,

    /// <summary>It is halved after each cycle.</summary>
    Triangular2,

    /// <summary>It falls by a factor at each step.</summary>
    ExpRange,
}

/// <summary>The way between two rates.</summary>
public enum AnnealMode
{
    /// <summary>Half a cosine.</summary>
    Cos,

    /// <summary>Even steps.</summary>
    Linear,
}
