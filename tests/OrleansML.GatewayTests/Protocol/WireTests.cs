using System.Net.Sockets;
using System.Text;
using OrleansML.GatewayTests.Testing;

namespace OrleansML.GatewayTests.Protocol;

/// <summary>How requests arrive on the wire must not matter.</summary>
[Collection(GatewayCollection.Name)]
public sealed class WireTests(GatewayFixture gateway)
{
    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(70)]
    public async Task Infer_BodyArrivesInTwoPieces_IsReadWhole(int firstPiece)
    {
        using var client = await ConnectAsync();
        var request = Request("close");
        var split = request.Length - HttpAnswers.GoodRequest.Length + firstPiece;

        await client.GetStream().WriteAsync(request.AsMemory(0, split));
        // The server answers this on another connection, so it has seen the first piece by then.
        await gateway.Http.GetAsync("/health/live").JsonAsync();
        await client.GetStream().WriteAsync(request.AsMemory(split));

        Assert.Contains("\"data\":[1.5,2,-3]", await new StreamReader(client.GetStream()).ReadToEndAsync());
    }

    [Fact]
    public async Task Infer_TwoRequestsInOnePiece_AnswersBoth()
    {
        using var client = await ConnectAsync();

        await client.GetStream().WriteAsync((byte[])[.. Request("keep-alive"), .. Request("close")]);

        var answers = await new StreamReader(client.GetStream()).ReadToEndAsync();
        Assert.Equal(2, answers.Split("HTTP/1.1 200 OK").Length - 1);
        Assert.Equal(2, answers.Split("\"data\":[1.5,2,-3]").Length - 1);
    }

    private static byte[] Request(string connection) => Encoding.ASCII.GetBytes(
        $"POST /v2/models/echo/infer HTTP/1.1\r\nHost: a\r\nConnection: {connection}\r\nContent-Length: {HttpAnswers.GoodRequest.Length}\r\n\r\n" +
        HttpAnswers.GoodRequest);

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(gateway.Address.Host, gateway.Address.Port);
        return client;
    }
}
