using System.Text;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using OrleansML.Conformance.OnnxRuntime.Models;

namespace OrleansML.Conformance.OnnxRuntime;

public sealed class StringTensorTests
{
    private static readonly string[] Texts = ["", "plain", "héllo 🙂", new('x', 5000), "tab\tand\nline", "日本語"];

    [Fact]
    public void Run_StringTensor_ReturnsTexts()
    {
        using var session = Engine.Load(TinyModels.Identity(TensorElementType.String));
        using var options = new RunOptions();
        using var input = Engine.Strings(Texts, Texts.Length);

        using var outputs = session.Run(options, ["x"], [input], ["y"]);

        Assert.Equal(Texts, outputs[0].GetStringTensorAsArray());
        Assert.True(session.InputMetadata["x"].IsString);
        Assert.Equal(typeof(string), session.InputMetadata["x"].ElementType);
        Assert.True(outputs[0].GetTensorTypeAndShape().IsString);
    }

    [Fact]
    public void StringTensorSetElementAt_EveryOverload_IsReadByEveryReader()
    {
        using var tensor = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, [2, 2]);
        tensor.StringTensorSetElementAt("first, long".AsSpan(), 0);
        tensor.StringTensorSetElementAt("größer".AsSpan(), 0);
        tensor.StringTensorSetElementAt("second".AsMemory(), 1);
        tensor.StringTensorSetElementAt("dritte 3️⃣"u8, 2);

        Assert.Equal(["größer", "second", "dritte 3️⃣", ""], tensor.GetStringTensorAsArray());
        Assert.Equal("größer", tensor.GetStringElement(0));
        Assert.Equal("second", tensor.GetStringElementAsMemory(1).ToString());
        Assert.Equal("dritte 3️⃣", Encoding.UTF8.GetString(tensor.GetStringElementAsSpan(2)));
        Assert.Equal(0, tensor.GetStringElementAsSpan(3).Length);
        Assert.Equal([2L, 2L], tensor.GetTensorTypeAndShape().Shape);
    }

    [Fact]
    public void GetStringTensorAsArray_NoElements_IsEmpty()
    {
        using var tensor = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, [0]);

        Assert.Empty(tensor.GetStringTensorAsArray());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    public void StringElement_IndexOutOfRange_Throws(int index)
    {
        using var tensor = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, [2]);

        var writing = Assert.Throws<OnnxRuntimeException>(() => tensor.StringTensorSetElementAt("x".AsSpan(), index));
        var reading = Assert.Throws<OnnxRuntimeException>(() => tensor.GetStringElement(index));

        Assert.StartsWith("[ErrorCode:InvalidArgument]", writing.Message);
        Assert.Contains("out of bounds", writing.Message);
        Assert.Contains("out of bounds", reading.Message);
    }

    [Fact]
    public void NumberAccess_OnStrings_Throws()
    {
        using var tensor = Engine.Strings(["a"], 1);

        Assert.Equal(
            "[ErrorCode:InvalidArgument] Strings are not supported by this API",
            Assert.Throws<OnnxRuntimeException>(() => tensor.GetTensorMutableRawData().Length).Message);
        Assert.Equal(
            "[ErrorCode:InvalidArgument] Strings are not supported by this API",
            Assert.Throws<OnnxRuntimeException>(() => tensor.GetTensorDataAsSpan<byte>().Length).Message);
        Assert.StartsWith(
            "[ErrorCode:InvalidArgument] String tensors are not supported",
            Assert.Throws<OnnxRuntimeException>(() => tensor.GetTensorSizeInBytes()).Message);
    }

    [Fact]
    public void StringAccess_OnNumbers_Throws()
    {
        using var tensor = Engine.Tensor([1f], 1);

        Assert.Equal(
            "[ErrorCode:Fail] GetStringTensorAsArray() is only supported for string tensors. This OrtValue contains a Float tensor.",
            Assert.Throws<OnnxRuntimeException>(tensor.GetStringTensorAsArray).Message);
        Assert.StartsWith("[ErrorCode:", Assert.Throws<OnnxRuntimeException>(() => tensor.GetStringElement(0)).Message);
        Assert.StartsWith("[ErrorCode:", Assert.Throws<OnnxRuntimeException>(() => tensor.StringTensorSetElementAt("a"u8, 0)).Message);
    }
}
