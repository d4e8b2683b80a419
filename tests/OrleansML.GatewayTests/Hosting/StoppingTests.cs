using System.Net;
using OrleansML.GatewayTests.Testing;

namespace OrleansML.GatewayTests.Hosting;

[Collection(GatewayCollection.Name)]
public sealed class StoppingTests(GatewayFixture gateway)
{
    [Fact]
    public async Task StopAsync_DuringTheDrainDelay_IsNotReadyAndGoesOnAnswering()
    {
        await using var stopping = await gateway.StartGatewayAsync(_ => { }, health => health.DrainDelay = TimeSpan.FromMinutes(5));
        using var http = GatewayFixture.CreateClient(stopping);
        using (var before = await http.GetAsync("/health/ready"))
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);

        using var noMoreTime = new CancellationTokenSource();
        var stop = stopping.StopAsync(noMoreTime.Token);
        await Eventually.HoldsAsync(async () => !await IsReadyAsync(http), "the gateway is not ready any more");
        using var live = await http.GetAsync("/health/live");
        using var ready = await http.GetAsync("/health/ready");
        var answer = await http.InferAsync(HttpAnswers.GoodRequest).JsonAsync();
        await noMoreTime.CancelAsync();
        await stop;

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.True(live.Headers.ConnectionClose);
        Assert.Contains(
            """{"name":"stopping","status":"Unhealthy","description":"The process is stopping: send requests to others."}""",
            await ready.Content.ReadAsStringAsync());
        Assert.Equal("echo", answer["model_name"]!.GetValue<string>());
    }

    [Fact]
    public async Task StopAsync_RequestUnderWay_IsAnsweredFirst()
    {
        await using var stopping = await gateway.StartGatewayAsync(_ => { }, health => health.DrainDelay = TimeSpan.Zero);
        using var http = GatewayFixture.CreateClient(stopping);
        var held = FakeModels.Held;
        var request = http.InferAsync(HttpAnswers.GoodRequest, held);
        await FakeModelGrain.HeldArrived.Task.WaitAsync(TimeSpan.FromMinutes(1));

        var stop = stopping.StopAsync();
        FakeModelGrain.HeldReleased.SetResult();
        var answer = await request.JsonAsync();
        await stop;

        Assert.Equal(held, answer["model_name"]!.GetValue<string>());
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        using var response = await http.GetAsync("/health/ready");
        return response.StatusCode == HttpStatusCode.OK;
    }
}
