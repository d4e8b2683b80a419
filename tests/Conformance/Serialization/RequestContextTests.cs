namespace OrleansML.Conformance.Serialization;

public sealed class RequestContextTests
{
    [Fact]
    public async Task Set_InCallee_DoesNotReachCaller()
    {
        RequestContext.Set("outer", 1);
        await Task.Run(static () =>
        {
            Assert.Equal(1, RequestContext.Get("outer"));
            RequestContext.Set("inner", 2);
        });
        Assert.Null(RequestContext.Get("inner"));
        Assert.True(RequestContext.Remove("outer"));
        Assert.False(RequestContext.Remove("outer"));
        Assert.Null(RequestContext.Get("outer"));
    }

    [Fact]
    public void AllowCallChainReentrancy_UntilDisposed_SetsId()
    {
        Assert.Equal(Guid.Empty, RequestContext.ReentrancyId);
        using (RequestContext.AllowCallChainReentrancy())
        {
            var id = RequestContext.ReentrancyId;
            Assert.NotEqual(Guid.Empty, id);
            using (RequestContext.AllowCallChainReentrancy()) Assert.Equal(id, RequestContext.ReentrancyId);
            using (RequestContext.SuppressCallChainReentrancy()) Assert.Equal(Guid.Empty, RequestContext.ReentrancyId);
            Assert.Equal(id, RequestContext.ReentrancyId);
        }

        Assert.Equal(Guid.Empty, RequestContext.ReentrancyId);
        RequestContext.Clear();
    }
}
