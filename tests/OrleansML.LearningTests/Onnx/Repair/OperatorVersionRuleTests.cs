using Google.Protobuf;
using OrleansML.Learning.Onnx;
using OrleansML.Learning.Onnx.Repair;
using Xunit;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.LearningTests.Onnx.Repair;

public sealed class OperatorVersionRuleTests
{
    [Theory]
    [InlineData("Equal", 7, DataType.Float, 11)]
    [InlineData("Equal", 10, DataType.Double, 11)]
    [InlineData("Equal", 9, DataType.Int8, 11)]
    [InlineData("Less", 8, DataType.Int64, 9)]
    [InlineData("Greater", 7, DataType.Int32, 9)]
    [InlineData("Max", 11, DataType.Int64, 12)]
    [InlineData("Pow", 10, DataType.Int32, 12)]
    public void Repair_TypeOfLaterVersion_RaisesToTheFirstThatTakesIt(string operation, long from, DataType type, long to)
    {
        var model = Compare(operation, from, type);

        var repairs = OnnxRepair.Repair(model);

        Assert.Equal(
            $"the operator version is raised from {from} to {to}, because node '{operation}_0' ({operation}) takes {OnnxElementTypes.Name((int)type)}, which "
            + $"that operator accepts from version {to} on; every operator of this model means the same in both versions",
            Assert.Single(repairs));
        Assert.Equal(to, Assert.Single(model.OpsetImport).Version);
    }

    [Theory]
    [InlineData("Equal", 7, DataType.Int64)]
    [InlineData("Equal", 10, DataType.Bool)]
    [InlineData("Equal", 11, DataType.Float)]
    [InlineData("Equal", 10, DataType.String)]
    [InlineData("Less", 7, DataType.Float)]
    [InlineData("Pow", 11, DataType.Int8)]
    public void Repair_TypeThatNoRaiseHelps_ChangesNothing(string operation, long version, DataType type) =>
        AssertUntouched(Compare(operation, version, type));

    [Theory]
    [InlineData(8, "BatchNormalization")]
    [InlineData(9, "OneHot")]
    [InlineData(10, "Clip")]
    [InlineData(10, "Pad")]
    [InlineData(10, "Resize")]
    [InlineData(9, "Slice")]
    [InlineData(9, "TopK")]
    [InlineData(10, "NonMaxSuppression")]
    public void Repair_OperatorThatChangesOnTheWay_ChangesNothing(long version, string operation) => AssertUntouched(
        Compare("Equal", version, DataType.Float, operation));

    [Theory]
    [InlineData("Slice")]
    [InlineData("TopK")]
    [InlineData("Dropout")]
    public void Repair_OperatorThatChangedBefore_Raises(string operation)
    {
        var model = Compare("Equal", 10, DataType.Float, operation);

        Assert.Single(OnnxRepair.Repair(model));
    }

    [Fact]
    public void Repair_VersionBelow7_ChangesNothing() => AssertUntouched(Compare("Equal", 6, DataType.Float));

    [Fact]
    public void Repair_ModelWithFunctions_ChangesNothing()
    {
        var model = Compare("Equal", 10, DataType.Float);
        model.Functions.Add(new FunctionProto { Name = "f", Domain = "custom" });

        AssertUntouched(model);
    }

    [Fact]
    public void Repair_TypeBehindUnknownOperator_IsNotGuessed() => AssertUntouched(BehindUnknownOperator(noted: null));

    [Fact]
    public void Repair_TypeBehindUnknownOperator_IsTheOneThatTheExporterNoted() =>
        Assert.Single(OnnxRepair.Repair(BehindUnknownOperator(DataType.Float)));

    [Theory]
    [InlineData(DataType.Float, 1)]
    [InlineData(DataType.Int64, 0)]
    public void Repair_TypeBehindCast_IsThatOfTheCast(DataType type, int repairs)
    {
        var model = new OnnxGraphBuilder("g", 10)
            .Input("left", DataType.Int64, 2)
            .Node("Cast", ["left"], ["cast"], OnnxAttribute.ElementType("to", type))
            .Node("Transpose", ["cast"], ["turned"])
            .Node("Equal", ["turned", "turned"], ["result"])
            .Output("result", DataType.Bool, 2)
            .Build();

        Assert.Equal(repairs, OnnxRepair.Repair(model).Count);
    }

    private static ModelProto Compare(string operation, long version, DataType type, string? other = null)
    {
        var model = new OnnxGraphBuilder("g")
            .Input("left", type, 2)
            .Input("right", type, 2)
            .Node(operation, ["left", "right"], ["result"])
            .Output("result", operation is "Max" or "Pow" ? type : DataType.Bool, 2)
            .Build();
        model.OpsetImport[0].Version = version;
        if (other is not null)
            model.Graph.Node.Add(new NodeProto { OpType = other, Input = { "left" }, Output = { "other" } });
        return model;
    }

    private static ModelProto BehindUnknownOperator(DataType? noted)
    {
        var model = new OnnxGraphBuilder("g", 10)
            .Input("left", DataType.Float, 2)
            .Node("Equal", ["left", "left"], ["result"])
            .Output("result", DataType.Bool, 2)
            .Build();

        // An operator of another domain gives the value; its version has no part in the raise.
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "custom", Version = 1 });
        model.Graph.Node.Insert(0, new NodeProto { OpType = "Secret", Domain = "custom", Input = { "left" }, Output = { "hidden" } });
        model.Graph.Node[1].Input.Clear();
        model.Graph.Node[1].Input.AddRange(["hidden", "hidden"]);
        if (noted is { } type)
        {
            model.Graph.ValueInfo.Add(new ValueInfoProto
            {
                Name = "hidden",
                Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type } },
            });
        }

        return model;
    }

    private static void AssertUntouched(ModelProto model)
    {
        var before = model.ToByteArray();

        Assert.Empty(OnnxRepair.Repair(model));
        Assert.Equal(before, model.ToByteArray());
    }
}
