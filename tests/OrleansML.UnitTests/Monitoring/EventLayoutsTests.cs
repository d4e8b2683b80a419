using Microsoft.Extensions.Options;
using OrleansML.Data.Monitoring;
using OrleansML.Grains.Monitoring;
using OrleansML.Learning.Features;
using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.UnitTests.Monitoring;

public sealed class EventLayoutsTests
{
    private readonly MonitoredVersion _version = new(
        new MonitorEvents(Options.Create(new MonitoringOptions())), EventCounters.Unkept().Of("m", 1, new FeatureTime(0)), Samples.Description);

    private readonly List<string> _notes = [];

    [Fact]
    public void Of_TensorsOfEveryType_GivesNamesAndValuesRowByRow()
    {
        Tensor[] inputs =
        [
            Tensor.Create("features", [1f, 2f, 3f, float.NaN], 2, 2), Tensor.Create("count", [7L, 8L], 2), Tensor.Create("word", ["a", ""], 2, 1),
            Tensor.Create("half", [(Half)0.5, (Half)1.5], 2, 1), Tensor.Create("flag", [true, false], 2), Tensor.Create("small", [(sbyte)-1, (sbyte)2], 2),
            Tensor.Create("large", [ulong.MaxValue, 1UL], 2), Tensor.Create("unsigned", [uint.MaxValue, 1U], 2),
        ];
        Tensor[] outputs = [Tensor.Create("score", [0.25, 0.75], 2, 1)];

        Assert.Equal(
            [
                "features_0=1 features_1=2 count=7 word=a half=0.5 flag=true small=-1 large=1.8446744073709552E+19 unsigned=4294967295 score=0.25",
                "features_0=3 features_1=NaN count=8 word= half=1.5 flag=false small=2 large=1 unsigned=1 score=0.75",
            ],
            Fill(inputs, outputs));
        Assert.Empty(_notes);
    }

    [Fact]
    public void Of_TensorsThatAreNoColumns_AreLeftOutAndNotedOnce()
    {
        Tensor[] inputs = [Tensor.Create("image", new float[8], 2, 2, 2), Tensor.Create("wide", new float[2 * 257], 2, 257), Tensor.Create("x", [1f, 2f], 2, 1)];
        Tensor[] outputs = [Tensor.Create("mean", [5f])];

        Assert.Equal(["x=1", "x=2"], Fill(inputs, outputs));
        Assert.Equal(["x=1", "x=2"], Fill(inputs, outputs));
        Assert.Equal(
            [
                "input image: FP32 [2,2,2] is left out: only one or two axes, the first as long as there are rows, and at most 256 columns are logged",
                "input wide: FP32 [2,257] is left out: only one or two axes, the first as long as there are rows, and at most 256 columns are logged",
                "output mean: FP32 [1] is left out: only one or two axes, the first as long as there are rows, and at most 256 columns are logged",
            ],
            _notes);
    }

    [Fact]
    public void Of_SameForm_GivesTheSameLayout()
    {
        var one = Layout([Tensor.Create("x", [1f, 2f], 1, 2)], [Tensor.Create("y", [1f], 1, 1)]);
        Assert.Same(one, Layout([Tensor.Create("x", [3f, 4f, 5f, 6f], 2, 2)], [Tensor.Create("y", [1f, 2f], 2, 1)]));
        Assert.NotSame(one, Layout([Tensor.Create("x", [3f], 1, 1)], [Tensor.Create("y", [1f], 1, 1)]));
        Assert.NotSame(one, Layout([Tensor.Create("x", [3.0, 4.0], 1, 2)], [Tensor.Create("y", [1f], 1, 1)]));
        Assert.NotSame(one, Layout([Tensor.Create("x", [1f, 2f], 1, 2)], []));
    }

    [Fact]
    public void Of_MoreFormsThanMayBe_GivesNoColumnsAndNotesItOnce()
    {
        for (var width = 1; width <= EventLayouts.MostLayouts; width++)
            Assert.NotNull(Layout([Tensor.Create("x", new float[width], 1, width)], []));
        Assert.Null(Layout([Tensor.Create("x", new float[100], 1, 100)], []));
        Assert.Null(Layout([Tensor.Create("x", new float[101], 1, 101)], []));
        Assert.Equal(["its requests have more than 64 forms; those of further ones are left out"], _notes);
    }

    private EventLayout? Layout(Tensor[] inputs, Tensor[] outputs) => _version.Layouts.Of(Event(inputs, outputs), _notes.Add);

    private PredictionEvent Event(Tensor[] inputs, Tensor[] outputs) =>
        new(_version, inputs, null, new PredictReply { Outputs = outputs, Model = "m", Version = 1 }, 0, default);

    private List<string> Fill(Tensor[] inputs, Tensor[] outputs)
    {
        var layout = Layout(inputs, outputs)!;
        var rows = EventLayouts.RowsOf(inputs);
        var columns = layout.Layout.Columns;
        var values = new FeatureValue[rows * columns.Count];
        layout.Fill(Event(inputs, outputs), rows, values);
        return [.. values.Chunk(columns.Count).Select(row => string.Join(' ', row.Select((value, column) => $"{columns[column].Name}={value}")))];
    }
}
