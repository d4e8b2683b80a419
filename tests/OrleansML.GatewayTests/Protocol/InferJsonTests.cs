using OrleansML.GatewayTests.Testing;

namespace OrleansML.GatewayTests.Protocol;

[Collection(GatewayCollection.Name)]
public sealed class InferJsonTests(GatewayFixture gateway)
{
    [Fact]
    public async Task Infer_JsonRequest_AnswersModelVersionIdAndOutputs()
    {
        var answer = await gateway.Http.InferAsync(
            """{"id":"a-1","inputs":[{"name":"x","shape":[1,3],"datatype":"FP32","data":[[1.5,2,-3]]}]}""").JsonAsync();

        Assert.Equal("echo", answer["model_name"]!.GetValue<string>());
        Assert.Equal("1", answer["model_version"]!.GetValue<string>());
        Assert.Equal("a-1", answer["id"]!.GetValue<string>());
        Assert.True(Guid.TryParse(answer["parameters"]!["prediction_id"]!.GetValue<string>(), out _));
        Assert.Equal(11, answer["parameters"]!["queue_us"]!.GetValue<int>());
        Assert.Equal(
            """[{"name":"x","datatype":"FP32","shape":[1,3],"data":[1.5,2,-3]}]""", answer["outputs"]!.ToJsonString());
    }
}
