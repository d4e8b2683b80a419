using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Contracts dimensions of two tensors.</summary>
        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2) => Ops.tensordot.Single(this, b, dims1, dims2);

        /// <summary>Contracts dimensions of two tensors.</summary>
        public Tensor tensordot(Tensor b, (long, long)[] dims) =>
            tensordot(b, Array.ConvertAll(dims, pair => pair.Item1), Array.ConvertAll(dims, pair => pair.Item2));

        /// <summary>Contracts dimensions of two tensors.</summary>
        public Tensor tensordot(Tensor b, long dims = 2) => tensordot(b, Axes.Last(ndim, dims), Axes.First(dims));

        /// <summary>The determinant.</summary>
        public Tensor det() => Ops.det.Single(this);

        /// <summary>The logarithm of the determinant.</summary>
        public Tensor logdet() => Ops.logdet.Single(this);

        /// <summary>The matrix product, broadcast over batches.</summary>
        public Tensor matmul(Tensor target) => Ops.matmul.Single(this, target);

        /// <summary>The product of two matrices.</summary>
        public Tensor mm(Tensor target) => Ops.mm.Single(this, target);

        /// <summary>The product of a matrix and a vector.</summary>
        public Tensor mv(Tensor target) => Ops.mv.Single(this, target);

        /// <summary>The exponential of a matrix.</summary>
        public Tensor matrix_exp() => Ops.matrix_exp.Single(this);

        /// <summary>A matrix to a whole power.</summary>
        public Tensor matrix_power(int n) => Ops.matrix_power.Single(this, n);

        /// <summary>The dot product, the first vector conjugated.</summary>
        public Tensor vdot(Tensor target) => Ops.vdot.Single(this, target);

        /// <summary>The dot product of two vectors.</summary>
        public Tensor dot(Tensor target) => Ops.dot.Single(this, target);

        /// <summary>The pseudo-inverse.</summary>
        public Tensor pinverse(double rcond = 1e-15, bool hermitian = false) => Ops.linalg_pinv.Single(this, rcond, hermitian);

        /// <summary>Adds beta times this tensor and alpha times the sum of the products of batches.</summary>
        public Tensor addbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            Ops.addbmm.Single(this, batch1, batch2, beta, alpha);

        /// <summary>In place: adds beta times this tensor and alpha times the sum of the products of batches.</summary>
        public Tensor addbmm_(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            Ops.addbmm_.InPlace(this, batch1, batch2, beta, alpha);

        /// <summary>Adds beta times this tensor and alpha times the product of two matrices.</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Ops.addmm.Single(this, mat1, mat2, beta, alpha);

        /// <summary>In place: adds beta times this tensor and alpha times the product of two matrices.</summary>
        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            Ops.addmm_.InPlace(this, mat1, mat2, beta, alpha);

        /// <summary>Adds beta times this tensor and alpha times the product of a matrix and a vector.</summary>
        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1.0f, float alpha = 1.0f) => Ops.addmv.Single(this, mat, vec, beta, alpha);

        /// <summary>In place: adds beta times this tensor and alpha times the product of a matrix and a vector.</summary>
        public Tensor addmv_(Tensor mat, Tensor vec, float beta = 1.0f, float alpha = 1.0f) =>
            Ops.addmv_.InPlace(this, mat, vec, beta, alpha);

        /// <summary>Adds beta times this tensor and alpha times the outer product of two vectors.</summary>
        public Tensor addr(Tensor vec1, Tensor vec2, float beta = 1.0f, float alpha = 1.0f) =>
            Ops.addr.Single(this, vec1, vec2, beta, alpha);

        /// <summary>In place: adds beta times this tensor and alpha times the outer product of two vectors.</summary>
        public Tensor addr_(Tensor vec1, Tensor vec2, float beta = 1.0f, float alpha = 1.0f) =>
            Ops.addr_.InPlace(this, vec1, vec2, beta, alpha);

        /// <summary>The covariance of the rows.</summary>
        public Tensor cov(long correction = 1, Tensor? fweights = null, Tensor? aweights = null) =>
            Ops.cov.Single(this, correction, fweights, aweights);

        /// <summary>The correlation of the rows.</summary>
        public Tensor corrcoef() => Ops.corrcoef.Single(this);

        /// <summary>Adds beta times this tensor and alpha times the products of batches.</summary>
        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            Ops.baddbmm.Single(this, batch1, batch2, beta, alpha);

        /// <summary>The product of batches of matrices.</summary>
        public Tensor bmm(Tensor batch2) => Ops.bmm.Single(this, batch2);

        /// <summary>The Kronecker product.</summary>
        public Tensor kron(Tensor other) => Ops.kron.Single(this, other);

        /// <summary>The outer product of two vectors.</summary>
        public Tensor outer(Tensor vec2) => Ops.outer.Single(this, vec2);

        /// <summary>The outer product of two vectors.</summary>
        public Tensor ger(Tensor vec2) => Ops.ger.Single(this, vec2);

        /// <summary>The dot products over the last dimension.</summary>
        public Tensor inner(Tensor vec2) => Ops.inner.Single(this, vec2);

        /// <summary>The inverse matrix.</summary>
        public Tensor inverse() => Ops.inverse.Single(this);

        /// <summary>Scales slices whose norm exceeds maxnorm.</summary>
        public Tensor renorm(float p, long dim, float maxnorm) => Ops.renorm.Single(this, p, dim, maxnorm);
    }
}
