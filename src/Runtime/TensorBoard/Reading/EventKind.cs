namespace Gen.TensorBoard;

/// <summary>What an <see cref="EventRecord"/> holds.</summary>
public enum EventKind
{
    /// <summary>Something that is none of the others.</summary>
    Other,

    /// <summary>The first record of a file.</summary>
    FileVersion,

    /// <summary>Writing begins at a step: earlier files' records from this step on are void.</summary>
    SessionStart,

    /// <summary>A point of a curve: <see cref="EventRecord.Scalar"/>.</summary>
    Scalar,

    /// <summary>A distribution: <see cref="EventRecord.Histogram"/>.</summary>
    Histogram,

    /// <summary>One picture or several: <see cref="EventRecord.Images"/>.</summary>
    Image,

    /// <summary>One sound or several: <see cref="EventRecord.Audio"/>.</summary>
    Audio,

    /// <summary>Markdown: <see cref="EventRecord.Texts"/>.</summary>
    Text,

    /// <summary>Counts at a number of thresholds: <see cref="EventRecord.Tensor"/>, six rows.</summary>
    PrCurve,

    /// <summary>What a run was given, or how it ended: <see cref="EventRecord.Content"/>.</summary>
    HyperParameters,

    /// <summary>Layout of the page of custom scalars: <see cref="EventRecord.Content"/>.</summary>
    Layout,

    /// <summary>A model's graph: <see cref="EventRecord.Content"/>.</summary>
    Graph,

    /// <summary>Numbers of a plugin that is none of these: <see cref="EventRecord.Tensor"/>.</summary>
    Tensor,
}
