using Gen.TensorBoard.Protos;
using Google.Protobuf;

namespace Gen.TensorBoard;

/// <summary>The kind of data in an <see cref="EventRecord"/>.</summary>
public enum EventKind
{
    /// <summary>A record of none of the other kinds.</summary>
    Other,

    /// <summary>The first record of a file.</summary>
    FileVersion,

    /// <summary>The start of a session at a step: records of earlier files from this step on are void.</summary>
    SessionStart,

    /// <summary>A scalar: <see cref="EventRecord.Scalar"/>.</summary>
    Scalar,

    /// <summary>A histogram: <see cref="EventRecord.Histogram"/>.</summary>
    Histogram,

    /// <summary>One or more images: <see cref="EventRecord.Images"/>.</summary>
    Image,

    /// <summary>One or more audio clips: <see cref="EventRecord.Audio"/>.</summary>
    Audio,

    /// <summary>Markdown text: <see cref="EventRecord.Texts"/>.</summary>
    Text,

    /// <summary>A precision-recall curve: <see cref="EventRecord.Tensor"/>, six rows.</summary>
    PrCurve,

    /// <summary>The hyperparameters of a run, or how it ended: <see cref="EventRecord.Content"/>.</summary>
    Hyperparameters,

    /// <summary>The layout of the custom scalars page: <see cref="EventRecord.Content"/>.</summary>
    Layout,

    /// <summary>The graph of a model: <see cref="EventRecord.Content"/>.</summary>
    Graph,

    /// <summary>A tensor of a plugin that is none of these: <see cref="EventRecord.Tensor"/>.</summary>
    Tensor,
}

/// <summary>
/// A value of a tag at a step, or a record about the file itself. The comment of each <see cref="EventKind"/> names the property that has
/// its data, which is null for the other kinds and is decoded on access.
/// </summary>
public sealed partial class EventRecord
{
    /// <summary>The tag reported for the graph of a run, which has none in the file.</summary>
    public const string GraphTag = "__run_graph__";

    private readonly TagMetadata? _tag;

    // One field for the value or the event: there are millions of records, and nearly all are scalars without either.
    private readonly IMessage? _message;

    internal EventRecord(Event message, Summary.Types.Value value, TagMetadata tag)
    {
        (WallTime, Step, _tag) = (message.WallTime, message.Step, tag);
        Kind = KindOf(value, value.Metadata?.PluginData?.PluginName ?? tag.Plugin);
        if (value.HasSimpleValue)
            Scalar = value.SimpleValue;
        else
            _message = value;
        if (Kind is EventKind.Scalar && _message is not null)
            Scalar = EventTensor.Decode(value.Tensor).Values is [var single] ? single : double.NaN;
    }

    internal EventRecord(in ScalarEventReader scalar, TagMetadata tag) =>
        (WallTime, Step, Kind, Scalar, _tag) = (scalar.WallTime, scalar.Step, EventKind.Scalar, scalar.Value, tag);

    internal EventRecord(Event message) => (WallTime, Step, Kind, _message) = (message.WallTime, message.Step, KindOf(message), message);

    /// <summary>The wall time as written: seconds since 1970, UTC. Other writers may write anything, even NaN.</summary>
    public double WallTime { get; }

    /// <summary>The step.</summary>
    public long Step { get; }

    /// <summary>The tag; empty if there is none.</summary>
    public string Tag => _tag?.Name ?? (Kind is EventKind.Graph ? GraphTag : "");

    /// <summary>The kind of data.</summary>
    public EventKind Kind { get; }

    /// <summary>The display name of the tag; the tag itself if it has none.</summary>
    public string DisplayName => _tag?.DisplayName ?? Tag;

    /// <summary>The description of the tag, as Markdown; empty if it has none.</summary>
    public string Description => _tag?.Description ?? "";

    /// <summary>The plugin that shows the tag, according to its first value; empty if it names none.</summary>
    public string Plugin => _tag?.Plugin ?? "";

    /// <summary>
    /// The serialized message: an <c>HParamsPluginData</c> for <see cref="EventKind.Hyperparameters"/>, a <c>Layout</c> for
    /// <see cref="EventKind.Layout"/>, a <c>GraphDef</c> for <see cref="EventKind.Graph"/>. Otherwise empty.
    /// </summary>
    public ReadOnlyMemory<byte> Content =>
        Kind switch
        {
            EventKind.Hyperparameters => Value.Metadata?.PluginData?.Content.Memory ?? default,
            EventKind.Layout => EventTensor.Decode(Value.Tensor).Strings.FirstOrDefault(),
            EventKind.Graph => ((Event)_message!).GraphDef.Memory,
            _ => default,
        };

    private Summary.Types.Value Value => (Summary.Types.Value)_message!;

    /// <summary>Returns the tag, the step, and the scalar or the kind.</summary>
    public override string ToString() => Kind is EventKind.Scalar ? $"{Tag} {Step}: {Scalar}" : $"{Tag} {Step}: {Kind}";

    private static EventKind KindOf(Event message) =>
        message.WhatCase switch
        {
            Event.WhatOneofCase.FileVersion => EventKind.FileVersion,
            Event.WhatOneofCase.GraphDef => EventKind.Graph,
            Event.WhatOneofCase.SessionLog when message.SessionLog.Status is SessionLog.Types.SessionStatus.Start => EventKind.SessionStart,
            _ => EventKind.Other,
        };

    private static EventKind KindOf(Summary.Types.Value value, string plugin) =>
        value.ValueCase switch
        {
            Summary.Types.Value.ValueOneofCase.SimpleValue => EventKind.Scalar,
            Summary.Types.Value.ValueOneofCase.Histo => EventKind.Histogram,
            Summary.Types.Value.ValueOneofCase.Image => EventKind.Image,
            Summary.Types.Value.ValueOneofCase.Audio => EventKind.Audio,
            Summary.Types.Value.ValueOneofCase.Tensor or Summary.Types.Value.ValueOneofCase.None when plugin is "hparams" =>
                EventKind.Hyperparameters,
            Summary.Types.Value.ValueOneofCase.Tensor => plugin switch
            {
                "scalars" => EventKind.Scalar,
                "histograms" => EventKind.Histogram,
                "images" => EventKind.Image,
                "audio" => EventKind.Audio,
                "text" => EventKind.Text,
                "pr_curves" => EventKind.PrCurve,
                "custom_scalars" => EventKind.Layout,
                _ => EventKind.Tensor,
            },
            _ => EventKind.Other,
        };
}
