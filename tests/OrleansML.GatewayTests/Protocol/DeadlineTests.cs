using System.Diagnostics;
using System.Net;
using OrleansML.GatewayTests.Testing;

namespace OrleansML.GatewayTests.Protocol;

[Collection(GatewayCollection.Name)]
public sealed class DeadlineTests(GatewayFixture gateway)
{
    [Fact]
    public async Task Infer_NobodyAnswersInTheTimeOfTheRequest_Is504AtThatTime()
    {
        var started = Stopwatch.GetTimestamp();
        const string Request = """{"parameters":{"timeout":500000},"inputs":[{"name":"deadline","shape":[1,3],"datatype":"FP32","data":[1.5,2,-3]}]}""";

        using var response = await gateway.Http.InferAsync(Request, FakeModels.Slow);

        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.Contains("The cluster gave no answer to the request to model 'slow'", await response.Content.ReadAsStringAsync());
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0.1, 40);
    }

    [Fact]
    public async Task Infer_ReplicaFailsAtFirst_IsAnsweredByARepetition()
    {
        await using var patient = await gateway.StartGatewayAsync(_ => { }, retry: retry => retry.MaximumAttempts = 10);
        using var http = GatewayFixture.CreateClient(patient);

        var answer = await http.InferAsync(HttpAnswers.GoodRequest, FakeModels.Flaky).JsonAsync();

        Assert.Equal(FakeModels.Flaky, answer["model_name"]!.GetValue<string>());
    }
}
