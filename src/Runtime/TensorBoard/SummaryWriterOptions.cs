namespace Gen.TensorBoard;

/// <summary>Options of a <see cref="SummaryWriter"/>.</summary>
public sealed record SummaryWriterOptions
{
    /// <summary>
    /// Whether records are buffered, up to 64 KiB and about one second. Buffered records are lost if the program is killed or ends without
    /// <see cref="SummaryWriter.Dispose"/>.
    /// </summary>
    /// <value>The default value is false: each record is handed to the operating system before the method returns.</value>
    public bool Buffered { get; init; }

    /// <summary>
    /// The first step that will be written. The file starts with it, and TensorBoard then ignores what earlier files have from this step
    /// on: when a run was interrupted after step 120 and resumes from a checkpoint of step 100, that is steps 100 to 120.
    /// </summary>
    /// <value>
    /// The default value is 0, which hides all earlier files. A resumed run passes the step at which it continues. A second writer in the
    /// folder of a running one passes <see cref="long.MaxValue"/>, which hides nothing.
    /// </value>
    public long FirstStep { get; init; }

    /// <summary>The suffix of the file name, after a dot.</summary>
    /// <value>The default value is null: no suffix.</value>
    public string? Suffix { get; init; }

    /// <summary>The clock for records that are added without a time.</summary>
    /// <value>The default value is the system's clock.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
