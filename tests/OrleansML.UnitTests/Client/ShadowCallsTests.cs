using OrleansML.Client;
using OrleansML.Deployments;
using OrleansML.Tensors;
using OrleansML.Testing;

namespace OrleansML.UnitTests.Client;

public sealed class ShadowCallsTests
{
    private static readonly IReadOnlyList<Tensor> Answer = [Tensor.Create("y", [1f])];

    [Fact]
    public async Task Start_MoreThanMayBeUnderWay_DropsAndCountsTheRest()
    {
        var shadow = new ShadowCalls(new ShadowPlan { Version = 2 }, static _ => 0);
        var hanging = new TaskCompletionSource<IReadOnlyList<Tensor>>();

        for (var call = 0; call < ShadowCalls.MostOutstanding + 5; call++)
            shadow.Start(() => hanging.Task, Answer);

        Assert.Equal(new ShadowFigures { Dropped = 5 }, shadow.Read());
        hanging.SetResult(Answer);
        await Eventually.HoldsAsync(
            () => shadow.Read() == new ShadowFigures { Compared = ShadowCalls.MostOutstanding, Dropped = 5 }, "all are compared");

        shadow.Start(() => Task.FromException<IReadOnlyList<Tensor>>(new TimeoutException()), Answer);
        await Eventually.HoldsAsync(() => shadow.Read().Failed == 1, "there is room again, and the failure is counted");
    }

    [Theory]
    [InlineData(0.25, 249_999, true)]
    [InlineData(0.25, 250_000, false)]
    [InlineData(1, 999_999, true)]
    public void Draw_Share_IsThatPartOfAMillion(double share, int drawn, bool expected) =>
        Assert.Equal(expected, new ShadowCalls(new ShadowPlan { Version = 2, Share = share }, _ => drawn).Draw());
}
