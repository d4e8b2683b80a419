namespace OrleansML.Grains.Pipelines;

/// <summary>The connections of pipelines to HTTP services. Redirections are not followed: they would carry credentials elsewhere.</summary>
internal sealed class PipelineHttp : IDisposable
{
    public HttpClient Client { get; } = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public void Dispose() => Client.Dispose();
}
