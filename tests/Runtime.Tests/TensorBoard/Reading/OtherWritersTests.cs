using System.Text;
using Gen.EventFiles;
using Gen.EventFiles.Protos;
using Gen.Runtime.Tests.Support;
using Gen.TensorBoard;
using Google.Protobuf;
using DataType = Gen.EventFiles.Protos.DataType;

namespace Gen.Runtime.Tests.TensorBoard.Reading;

/// <summary>Events as TensorFlow, torch and others write them.</summary>
public class OtherWritersTests
{
    [Fact]
    public void ScalarTensors_AreReadAsScalars()
    {
        var records = Read(
            Value("a", Tensor(DataType.DtFloat, t => t.FloatVal.Add(0.5f)), "scalars"),
            // Only the first value of a tag says what it is.
            Value("a", Tensor(DataType.DtFloat, t => t.TensorContent = ByteString.CopyFrom(BitConverter.GetBytes(0.25f))), null),
            Value("b", Tensor(DataType.DtDouble, t => t.DoubleVal.Add(0.1)), "scalars"),
            Value("c", Tensor(DataType.DtHalf, t => t.HalfVal.Add(0x3C00)), "scalars"),
            Value("d", Tensor(DataType.DtBfloat16, t => t.HalfVal.Add(0x3F80)), "scalars"),
            Value("e", Tensor(DataType.DtInt64, t => t.Int64Val.Add(-7)), "scalars"),
            Value("f", Tensor(DataType.DtUint8, t => t.IntVal.Add(200)), "scalars"),
            Value("g", Tensor(DataType.DtBool, t => t.BoolVal.Add(true)), "scalars"),
            Value("h", Tensor(DataType.DtFloat, t => t.FloatVal.Add([1f, 2f])), "scalars"));
        Assert.All(records, r => Assert.Equal(EventKind.Scalar, r.Kind));
        Assert.Equal([0.5, 0.25, 0.1, 1, 1, -7, 200, 1, double.NaN], records.Select(r => r.Scalar));
    }

    [Fact]
    public void EventWithSeveralValues_GivesARecordForEach()
    {
        var records = Read(
            new Event
            {
                Step = 4,
                WallTime = double.NaN,
                Summary = new Summary
                {
                    Value =
                    {
                        new Summary.Types.Value { Tag = "a", SimpleValue = 1 },
                        new Summary.Types.Value { Tag = "b", SimpleValue = 2 },
                    },
                },
            }
        );
        Assert.Equal([("a", 4L, 1.0), ("b", 4L, 2.0)], records.Select(r => (r.Tag, r.Step, r.Scalar)));
        Assert.True(double.IsNaN(records[0].WallTime));
    }

    [Fact]
    public void Histograms_AreReadInBothFormats()
    {
        var old = new HistogramProto
        {
            Min = 1.5,
            Max = 3.5,
            Num = 3,
            Sum = 7,
            BucketLimit = { 1, 2, 3, 4, double.MaxValue },
            Bucket = { 0, 1, 0, 2, 0 },
        };
        double[] rows = [0, 1, 5, 1, 2, 6];
        var tensor = Tensor(
            DataType.DtDouble,
            t => t.TensorContent = ByteString.CopyFrom([.. rows.SelectMany(BitConverter.GetBytes)]),
            2,
            3
        );
        var records = Read(
            Value(new Summary.Types.Value { Tag = "a", Histo = old }),
            Value("b", tensor, "histograms"),
            Value(new Summary.Types.Value { Tag = "c", Histo = new HistogramProto { BucketLimit = { 0 }, Bucket = { 0 } } }));
        Assert.All(records, r => Assert.Equal(EventKind.Histogram, r.Kind));
        Assert.Equal([new(1.5, 2, 1), new(2, 3, 0), new(3, 3.5, 2)], records[0].Histogram);
        Assert.Equal([new(0, 1, 5), new(1, 2, 6)], records[1].Histogram);
        Assert.Empty(records[2].Histogram!);
        Assert.Null(records[0].Images);
    }

    [Fact]
    public void ImagesAndAudio_AreReadInBothFormats()
    {
        var records = Read(
            Value(
                new Summary.Types.Value
                {
                    Tag = "a",
                    Image = new()
                    {
                        Width = 3,
                        Height = 2,
                        EncodedImageString = ByteString.CopyFrom(1, 2),
                    },
                }
            ),
            Value("b", Strings(["3", "2", "x", "y"], 4), "images"),
            Value(
                new Summary.Types.Value
                {
                    Tag = "c",
                    Audio = new() { ContentType = "audio/wav", EncodedAudioString = ByteString.CopyFrom(3) },
                }
            ),
            Value("d", Strings(["x", "label", "y", "label"], 2, 2), "audio")
        );
        Assert.Equal([EventKind.Image, EventKind.Image, EventKind.Audio, EventKind.Audio], records.Select(r => r.Kind));
        Assert.Equal((3, 2, 1), (records[0].Images!.Width, records[0].Images!.Height, records[0].Images!.Encoded.Count));
        Assert.Equal([1, 2], records[0].Images!.Encoded[0].ToArray());
        Assert.Equal((3, 2), (records[1].Images!.Width, records[1].Images!.Height));
        Assert.Equal(["x", "y"], records[1].Images!.Encoded.Select(b => Encoding.UTF8.GetString(b.Span)));
        Assert.Equal([3], Assert.Single(records[2].Audio!.Encoded).ToArray());
        Assert.Equal(["x", "y"], records[3].Audio!.Encoded.Select(b => Encoding.UTF8.GetString(b.Span)));
    }

    [Fact]
    public void TextsCurvesAndMetadataOnlyValues_AreRead()
    {
        var curve = Tensor(DataType.DtFloat, t => t.FloatVal.Add(0.5f), 6, 2);
        var records = Read(
            Value("a/text_summary", Strings(["*größe*"], 1), "text"),
            Value("b", curve, "pr_curves"),
            Value("_hparams_/session_start_info", null, "hparams", [1, 2]),
            Value("custom_scalars__config__", Strings(["layout"]), "custom_scalars"),
            Value("e", Strings(["?"]), "mine"),
            new Event { GraphDef = ByteString.CopyFrom(9) },
            new Event { SessionLog = new SessionLog { Status = SessionLog.Types.SessionStatus.Stop } },
            Value(new Summary.Types.Value { Tag = "h" }));
        Assert.Equal(
            [
                EventKind.Text,
                EventKind.PrCurve,
                EventKind.Hyperparameters,
                EventKind.Layout,
                EventKind.Tensor,
                EventKind.Graph,
                EventKind.Other,
                EventKind.Other,
            ],
            records.Select(r => r.Kind)
        );
        Assert.Equal(["*größe*"], records[0].Texts);
        // One number stands for all.
        Assert.Equal([6, 2], records[1].Tensor!.Shape);
        Assert.Equal(Enumerable.Repeat(0.5, 12), records[1].Tensor!.Values);
        Assert.Equal([1, 2], records[2].Content.ToArray());
        Assert.Equal("layout", Encoding.UTF8.GetString(records[3].Content.Span));
        Assert.Equal("?", Encoding.UTF8.GetString(records[4].Tensor!.Strings[0].Span));
        Assert.Equal("mine", records[4].Plugin);
        Assert.Equal((EventRecord.GraphTag, 9), (records[5].Tag, records[5].Content.Span[0]));
    }

    [Fact]
    public void DisplayNameAndDescription_AreReadFromFirstValueOfTag()
    {
        var first = new Summary.Types.Value
        {
            Tag = "a",
            SimpleValue = 1,
            Metadata = new SummaryMetadata { DisplayName = "Loss", SummaryDescription = "*less* is more" },
        };
        var records = Read(
            Value(first),
            Value(new Summary.Types.Value { Tag = "a", SimpleValue = 2 }),
            Value(new Summary.Types.Value { Tag = "b", SimpleValue = 2 })
        );
        Assert.Equal(
            [("Loss", "*less* is more"), ("Loss", "*less* is more"), ("b", "")],
            records.Select(r => (r.DisplayName, r.Description))
        );
        Assert.Same(records[0].Tag, records[1].Tag);
    }

    private static List<EventRecord> Read(params Event[] events)
    {
        using var folder = TempFolder.ForCaller();
        EventFile.Write(folder.In("x.tfevents"), events);
        using var reader = new EventReader(folder.In("x.tfevents"));
        var records = reader.Read().ToList();
        Assert.Empty(reader.Errors);
        return records;
    }

    private static Event Value(Summary.Types.Value value) => new() { Step = 1, Summary = new Summary { Value = { value } } };

    private static Event Value(string tag, TensorProto? tensor, string? plugin, byte[]? content = null)
    {
        var value = new Summary.Types.Value { Tag = tag };
        if (tensor is not null)
            value.Tensor = tensor;
        if (plugin is not null)
            value.Metadata = new SummaryMetadata
            {
                PluginData = new() { PluginName = plugin, Content = ByteString.CopyFrom(content ?? []) },
            };
        return Value(value);
    }

    private static TensorProto Tensor(DataType type, Action<TensorProto> fill, params long[] shape)
    {
        var tensor = new TensorProto
        {
            Dtype = type,
            TensorShape = new TensorShapeProto { Dim = { shape.Select(size => new TensorShapeProto.Types.Dim { Size = size }) } },
        };
        fill(tensor);
        return tensor;
    }

    private static TensorProto Strings(string[] texts, params long[] shape) =>
        Tensor(DataType.DtString, t => t.StringVal.Add(texts.Select(ByteString.CopyFromUtf8)), shape);
}
