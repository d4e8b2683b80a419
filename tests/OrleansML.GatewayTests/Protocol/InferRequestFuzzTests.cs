using System.Text;
using OrleansML.Gateway.Protocol;
using OrleansML.Tensors;

namespace OrleansML.GatewayTests.Protocol;

public sealed class InferRequestFuzzTests
{
    private const int RequestsPerSeed = 5000;
    private static readonly InferLimits Limits = new(64, 256);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Read_ManyBrokenRequests_AnswersWithTensorsThatHoldTogetherOrTheClientsFault(int seed)
    {
        var (accepted, refused) = await Task.Run(() => ReadAll(seed)).WaitAsync(TimeSpan.FromMinutes(1));

        // Both kinds must be frequent, or the requests are not near the border that this test is about.
        Assert.InRange(accepted, RequestsPerSeed / 10, RequestsPerSeed);
        Assert.InRange(refused, RequestsPerSeed / 10, RequestsPerSeed);
    }

    private static (int Accepted, int Refused) ReadAll(int seed)
    {
        var fuzzer = new RequestFuzzer(seed);
        var accepted = 0;
        for (var index = 0; index < RequestsPerSeed; index++)
        {
            var (json, binary) = fuzzer.Next();
            try
            {
                var request = InferRequestReader.Read(json, binary is null ? null : binary.AsMemory(), Limits);
                foreach (var input in request.Inputs)
                    AssertHoldsTogether(input);
                accepted++;
            }
            catch (OrleansMLException exception)
            {
                Assert.True(
                    exception.Code is ErrorCode.InvalidRequest or ErrorCode.Unsupported,
                    $"{exception.Code} for request {index} of seed {seed}: {Encoding.UTF8.GetString(json)}");
            }
            catch (Exception exception)
            {
                Assert.Fail($"Request {index} of seed {seed}: {Encoding.UTF8.GetString(json)}\n{exception}");
            }
        }

        return (accepted, RequestsPerSeed - accepted);
    }

    private static void AssertHoldsTogether(Tensor tensor)
    {
        if (tensor.Type == TensorType.String)
            Assert.Equal(tensor.ElementCount, tensor.ToStrings().Length);
        else
            Assert.Equal(tensor.ElementCount * tensor.Type.ElementSize(), tensor.Data.Length);
    }
}
