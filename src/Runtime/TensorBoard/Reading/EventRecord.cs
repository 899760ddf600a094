using System.Text;
using Gen.TensorBoard.Protos;
using Google.Protobuf;

namespace Gen.TensorBoard;

/// <summary>
/// One value of an event file: a tag's at a step, or something about the file. What only some kinds have is null for the others; it is decoded when asked for.
/// </summary>
public sealed class EventRecord
{
    /// <summary>The tag under which a run's graph is kept, which has none of its own.</summary>
    public const string GraphTag = "__run_graph__";

    private readonly TagFacts? _tag;

    // One field for either: there are millions of records, and nearly all of them have neither.
    private readonly IMessage? _message;

    internal EventRecord(Event message, Summary.Types.Value value, TagFacts tag, EventKind kind)
    {
        (WallTime, Step, Kind, _tag) = (message.WallTime, message.Step, kind, tag);
        if (value.HasSimpleValue)
            Scalar = value.SimpleValue;
        else
            _message = value;
        if (kind is EventKind.Scalar && _message is not null)
            Scalar = TensorReader.Read(value.Tensor).Values is [var single] ? single : double.NaN;
    }

    internal EventRecord(in PlainScalar scalar, TagFacts tag) =>
        (WallTime, Step, Kind, Scalar, _tag) = (scalar.WallTime, scalar.Step, EventKind.Scalar, scalar.Value, tag);

    private EventRecord(Event message, EventKind kind) => (WallTime, Step, Kind, _message) = (message.WallTime, message.Step, kind, message);

    /// <summary>Seconds since 1970, UTC, as written. Of other writers' files it may be anything, NaN too.</summary>
    public double WallTime { get; }

    /// <summary>The step, as written.</summary>
    public long Step { get; }

    /// <summary>The tag; empty where there is none.</summary>
    public string Tag => _tag?.Name ?? (Kind is EventKind.Graph ? GraphTag : "");

    /// <summary>What the record holds.</summary>
    public EventKind Kind { get; }

    /// <summary>The number, of a <see cref="EventKind.Scalar"/>; else NaN.</summary>
    public double Scalar { get; } = double.NaN;

    /// <summary>The tag's name on the page; the tag itself where none was given.</summary>
    public string DisplayName => _tag?.DisplayName ?? Tag;

    /// <summary>What was written about the tag, in Markdown; or empty.</summary>
    public string Description => _tag?.Description ?? "";

    /// <summary>The plugin that shows the tag, as its first value says; empty where it does not.</summary>
    public string Plugin => _tag?.Plugin ?? "";

    /// <summary>The buckets in ascending order, of a <see cref="EventKind.Histogram"/>. One without values has none, or only empty ones.</summary>
    public IReadOnlyList<EventBucket>? Histogram => Kind is EventKind.Histogram ? HistogramReader.Read(Value) : null;

    /// <summary>The pictures, of an <see cref="EventKind.Image"/>.</summary>
    public EventImages? Images => Kind is EventKind.Image ? MediaReader.Images(Value) : null;

    /// <summary>The sounds, of an <see cref="EventKind.Audio"/>.</summary>
    public EventAudio? Audio => Kind is EventKind.Audio ? MediaReader.Audio(Value) : null;

    /// <summary>The texts, of a <see cref="EventKind.Text"/>; of a table, row by row.</summary>
    public IReadOnlyList<string>? Texts =>
        Kind is EventKind.Text ? [.. TensorReader.Read(Value.Tensor).Strings.Select(static bytes => Encoding.UTF8.GetString(bytes.Span))] : null;

    /// <summary>The array, where the value is written as one.</summary>
    public EventTensor? Tensor => (_message as Summary.Types.Value)?.Tensor is { } tensor ? TensorReader.Read(tensor) : null;

    /// <summary>
    /// A serialized message: of <see cref="EventKind.HyperParameters"/> an <c>HParamsPluginData</c>, of a <see cref="EventKind.Layout"/> a <c>Layout</c>, of
    /// a <see cref="EventKind.Graph"/> a <c>GraphDef</c>. Else empty.
    /// </summary>
    public ReadOnlyMemory<byte> Content => Kind switch
    {
        EventKind.HyperParameters => Value.Metadata?.PluginData?.Content.Memory ?? default,
        EventKind.Layout => TensorReader.Read(Value.Tensor).Strings.FirstOrDefault(),
        EventKind.Graph => ((Event)_message!).GraphDef.Memory,
        _ => default,
    };

    private Summary.Types.Value Value => (Summary.Types.Value)_message!;

    internal static EventRecord Of(Event message) => message.WhatCase switch
    {
        Event.WhatOneofCase.FileVersion => new EventRecord(message, EventKind.FileVersion),
        Event.WhatOneofCase.GraphDef => new EventRecord(message, EventKind.Graph),
        Event.WhatOneofCase.SessionLog when message.SessionLog.Status is SessionLog.Types.SessionStatus.Start =>
            new EventRecord(message, EventKind.SessionStart),
        _ => new EventRecord(message, EventKind.Other),
    };

    /// <summary>Tag, step, and the number or the kind.</summary>
    public override string ToString() => Kind is EventKind.Scalar ? $"{Tag} {Step}: {Scalar}" : $"{Tag} {Step}: {Kind}";
}

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
