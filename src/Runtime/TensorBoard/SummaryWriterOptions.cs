namespace Gen.TensorBoard;

/// <summary>How a <see cref="SummaryWriter"/> writes.</summary>
public sealed record SummaryWriterOptions
{
    /// <summary>
    /// Whether records may wait in memory, up to 64 KiB and about one second. A program that is killed loses what waits; one that ends without
    /// <see cref="SummaryWriter.Dispose"/> does too.
    /// </summary>
    /// <value>False by default: a record is with the operating system when the call returns, and survives the program, killed or not.</value>
    public bool Buffered { get; init; }

    /// <summary>
    /// The first step that will be written. Every file begins by saying so: of a run that was interrupted after step 120 and goes on from a
    /// checkpoint of step 100, TensorBoard then forgets what the earlier files have from this step on.
    /// </summary>
    /// <value>
    /// 0 by default, which voids all that is there; a resumed run gives the step it goes on with. A second writer beside a running one in the same
    /// folder gives <see cref="long.MaxValue"/>, which voids nothing.
    /// </value>
    public long FirstStep { get; init; }

    /// <summary>Appended to the file's name after a dot.</summary>
    /// <value>Nothing by default.</value>
    public string? Suffix { get; init; }

    /// <summary>Where the time of records comes from that are not given one.</summary>
    /// <value>The system's clock by default.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
